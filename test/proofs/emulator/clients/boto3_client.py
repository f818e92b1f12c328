"""Works with the server of AWS_ENDPOINT_URL through boto3; ends with an error where an answer is not the right one."""
import datetime
import uuid

import boto3

client = boto3.client("secretsmanager")
name = f"proof/boto3/{uuid.uuid4().hex}/key"

created = client.create_secret(Name=name, SecretString="one", Tags=[{"Key": "k", "Value": "v"}])
assert created["ARN"].startswith("arn:aws:secretsmanager:us-east-1:"), created
assert client.get_secret_value(SecretId=created["ARN"])["SecretString"] == "one"

token = str(uuid.uuid4())
for _ in range(2):
    put = client.put_secret_value(SecretId=name, SecretString="two", ClientRequestToken=token)
    assert put["VersionId"] == token and put["VersionStages"] == ["AWSCURRENT"], put
assert client.get_secret_value(SecretId=name, VersionStage="AWSPREVIOUS")["SecretString"] == "one"
try:
    client.put_secret_value(SecretId=name, SecretString="three", ClientRequestToken=token)
    raise AssertionError("a token was taken for two values")
except client.exceptions.ResourceExistsException as error:
    assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 400

value = bytes(range(256))
client.create_secret(Name=f"{name}/binary", SecretBinary=value)
assert client.get_secret_value(SecretId=f"{name}/binary")["SecretBinary"] == value

batch = client.batch_get_secret_value(SecretIdList=[name, f"{name}/none"])
assert [each["Name"] for each in batch["SecretValues"]] == [name]
assert batch["Errors"][0]["ErrorCode"] == "ResourceNotFoundException"

pages = client.get_paginator("list_secrets").paginate(
    Filters=[{"Key": "name", "Values": [name]}], PaginationConfig={"PageSize": 1}
)
assert [each["Name"] for page in pages for each in page["SecretList"]] == [name, f"{name}/binary"]

described = client.describe_secret(SecretId=name)
age = datetime.datetime.now(datetime.timezone.utc) - described["CreatedDate"]
assert abs(age.total_seconds()) < 600, age
assert described["Tags"] == [{"Key": "k", "Value": "v"}]
assert len(client.get_random_password(PasswordLength=20)["RandomPassword"]) == 20

for call, expected in [
    (lambda: client.get_secret_value(SecretId="none"), client.exceptions.ResourceNotFoundException),
    (lambda: client.create_secret(Name="bad name"), client.exceptions.ClientError),
    (lambda: client.rotate_secret(SecretId=name), client.exceptions.InvalidRequestException),
    (lambda: client.delete_secret(SecretId=name, RecoveryWindowInDays=6), client.exceptions.InvalidParameterException),
]:
    try:
        call()
        raise AssertionError("a call was not refused")
    except expected:
        pass

client.delete_secret(SecretId=name, RecoveryWindowInDays=7)
assert "DeletedDate" in client.describe_secret(SecretId=name)
client.restore_secret(SecretId=name)
assert client.get_secret_value(SecretId=name)["SecretString"] == "two"

elsewhere = boto3.client("secretsmanager", region_name="eu-west-1")
client.replicate_secret_to_regions(SecretId=name, AddReplicaRegions=[{"Region": "eu-west-1"}])
assert elsewhere.get_secret_value(SecretId=name)["SecretString"] == "two"
print("proved")
