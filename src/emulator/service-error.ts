/** An error as Secrets Manager reports it: a name that SDKs turn into an exception, a message, a status. Messages never quote a value. */

export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  /** The exception's name, for example `ResourceNotFoundException`. */
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterException', message);
}

export function invalidRequest(message: string): ServiceError {
  return new ServiceError('InvalidRequestException', message);
}

export function notFound(message = "Secrets Manager can't find the specified secret."): ServiceError {
  return new ServiceError('ResourceNotFoundException', message);
}

/** A member that breaks its constraint; `member` is a path such as `filters.1.member.key`. */
export function constraint(member: string, rule: string): ServiceError {
  return new ServiceError(
    'ValidationException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: ${rule}`,
  );
}
