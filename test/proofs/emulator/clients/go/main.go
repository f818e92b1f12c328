// Works with the server of AWS_ENDPOINT_URL through the AWS SDK for Go; ends with an error where an answer is not the right one.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager/types"
)

func main() {
	ctx := context.Background()
	settings := must(config.LoadDefaultConfig(ctx))
	client := secretsmanager.NewFromConfig(settings)
	name := aws.String(fmt.Sprintf("proof/go/%d/key", time.Now().UnixNano()))

	created := must(client.CreateSecret(ctx, &secretsmanager.CreateSecretInput{Name: name, SecretString: aws.String("one")}))
	put := must(client.PutSecretValue(ctx, &secretsmanager.PutSecretValueInput{SecretId: name, SecretString: aws.String("two")}))
	check(*put.VersionId != *created.VersionId, "a new value has a new version")
	current := must(client.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: created.ARN}))
	check(*current.SecretString == "two", "the new value is current")
	check(time.Since(*current.CreatedDate).Abs() < 10*time.Minute, "dates are of now")
	previous := must(client.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: name, VersionStage: aws.String("AWSPREVIOUS")}))
	check(*previous.SecretString == "one", "the old value is previous")

	binary := aws.String(*name + "/binary")
	must(client.CreateSecret(ctx, &secretsmanager.CreateSecretInput{Name: binary, SecretBinary: []byte{0, 1, 255}}))
	read := must(client.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: binary}))
	check(bytes.Equal(read.SecretBinary, []byte{0, 1, 255}), "bytes come back as they were")

	filters := []types.Filter{{Key: types.FilterNameStringTypeName, Values: []string{*name}}}
	pages := secretsmanager.NewListSecretsPaginator(client, &secretsmanager.ListSecretsInput{Filters: filters, MaxResults: aws.Int32(1)})
	count := 0
	for pages.HasMorePages() {
		count += len(must(pages.NextPage(ctx)).SecretList)
	}
	check(count == 2, "pages have every secret once")

	_, err := client.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: aws.String("none")})
	var missing *types.ResourceNotFoundException
	check(errors.As(err, &missing), "what is missing is a ResourceNotFoundException")
	_, err = client.RotateSecret(ctx, &secretsmanager.RotateSecretInput{SecretId: name})
	var refused *types.InvalidRequestException
	check(errors.As(err, &refused), "a rotation without a function is an InvalidRequestException")
	fmt.Println("proved")
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func check(holds bool, claim string) {
	if !holds {
		log.Fatal("does not hold: ", claim)
	}
}
