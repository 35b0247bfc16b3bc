# The founding exercise in PowerShell.

aws sts get-caller-identity
aws iam create-user --user-name fake_user1
$key = (aws iam create-access-key --user-name fake_user1 | ConvertFrom-Json).AccessKey
aws configure set aws_access_key_id $key.AccessKeyId --profile fake_user1
aws configure set aws_secret_access_key $key.SecretAccessKey --profile fake_user1
aws configure set region us-east-1 --profile fake_user1

@'
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:user/fake_user1" },
      "Action": "sts:AssumeRole"
    }
  ]
}
'@ | Out-File trust.json
aws iam create-role --role-name s3_access_trust_policy --assume-role-policy-document file://trust.json
aws iam attach-role-policy --role-name s3_access_trust_policy --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess

# The user has nothing.
$env:AWS_PROFILE="fake_user1"
aws sts get-caller-identity
aws s3 ls

# The role opens S3, for reading only.
$session = (aws sts assume-role --role-arn arn:aws:iam::111122223333:role/s3_access_trust_policy --role-session-name lab1 | ConvertFrom-Json).Credentials
$session
aws configure set aws_access_key_id $session.AccessKeyId --profile assumed_trustpolicy
aws configure set aws_secret_access_key $session.SecretAccessKey --profile assumed_trustpolicy
aws configure set aws_session_token $session.SessionToken --profile assumed_trustpolicy
cat ~\.aws\credentials
aws sts get-caller-identity --profile assumed_trustpolicy
aws s3 ls --profile assumed_trustpolicy
aws s3 mb s3://fake-user1-was-here --profile assumed_trustpolicy

# Without it the door is shut again.
aws s3 ls
Remove-Item Env:AWS_PROFILE
aws s3 ls
