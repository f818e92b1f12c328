import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Works with the server of AWS_ENDPOINT_URL through the AWS SDK for Java; ends with an error where an answer is not the right one. */
public final class Prove {
    public static void main(String[] arguments) {
        try (SecretsManagerClient client = SecretsManagerClient.create()) {
            prove(client);
        }
        System.out.println("proved");
    }

    private static void prove(SecretsManagerClient client) {
        String name = "proof/java/" + UUID.randomUUID().toString().replace("-", "") + "/key";
        var created = client.createSecret(request -> request.name(name).secretString("one"));
        var put = client.putSecretValue(request -> request.secretId(name).secretString("two"));
        check(!put.versionId().equals(created.versionId()), "a new value has a new version");
        var current = client.getSecretValue(request -> request.secretId(created.arn()));
        check(current.secretString().equals("two"), "the new value is current");
        Duration age = Duration.between(current.createdDate(), Instant.now()).abs();
        check(age.compareTo(Duration.ofMinutes(10)) < 0, "dates are of now");
        var previous = client.getSecretValue(request -> request.secretId(name).versionStage("AWSPREVIOUS"));
        check(previous.secretString().equals("one"), "the old value is previous");

        SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {0, 1, -1});
        client.createSecret(request -> request.name(name + "/binary").secretBinary(bytes));
        var read = client.getSecretValue(request -> request.secretId(name + "/binary"));
        check(read.secretBinary().equals(bytes), "bytes come back as they were");

        var pages = client.listSecretsPaginator(request -> request.maxResults(1)
            .filters(filter -> filter.key(FilterNameStringType.NAME).values(name)));
        check(pages.stream().mapToInt(page -> page.secretList().size()).sum() == 2, "pages have every secret once");

        try {
            client.getSecretValue(request -> request.secretId("none"));
            check(false, "what is missing is an error");
        } catch (ResourceNotFoundException expected) {
            check(expected.statusCode() == 400, "what is missing has the status 400");
        }
        try {
            client.rotateSecret(request -> request.secretId(name));
            check(false, "a rotation without a function is an error");
        } catch (InvalidRequestException expected) {
            check(expected.awsErrorDetails().errorMessage().contains("Lambda"), "the message says what is missing");
        }
    }

    private static void check(boolean holds, String claim) {
        if (!holds) throw new IllegalStateException("does not hold: " + claim);
    }
}
