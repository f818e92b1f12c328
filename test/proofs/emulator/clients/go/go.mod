module proof

go 1.24

require (
	github.com/aws/aws-sdk-go-v2/config v1.33.14
	github.com/aws/aws-sdk-go-v2/service/secretsmanager v1.50.9
)
