# The founding exercise in bash, from an administrator's first command to a role's last.

aws sts get-caller-identity
aws iam create-user --user-name fake_user1
key=$(aws iam create-access-key --user-name fake_user1 --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text)
aws configure set aws_access_key_id "$(echo "$key" | cut -f 1)" --profile fake_user1
aws configure set aws_secret_access_key "$(echo "$key" | cut -f 2)" --profile fake_user1
aws configure set region us-east-1 --profile fake_user1

cat > trust.json <<'EOF'
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
EOF
aws iam create-role --role-name s3_access_trust_policy --assume-role-policy-document file://trust.json
aws iam attach-role-policy --role-name s3_access_trust_policy --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
aws iam list-attached-role-policies --role-name s3_access_trust_policy

# The user has nothing.
export AWS_PROFILE="fake_user1"
aws sts get-caller-identity
aws s3 ls
aws iam list-users

# The role opens S3, for reading only.
aws sts assume-role --role-arn arn:aws:iam::111122223333:role/s3_access_trust_policy --role-session-name lab1 > session.json
session=$(aws sts assume-role --role-arn arn:aws:iam::111122223333:role/s3_access_trust_policy --role-session-name lab1 --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)
cat session.json
cat >> ~/.aws/credentials <<EOF

[assumed_trustpolicy]
aws_access_key_id = $(echo "$session" | cut -f 1)
aws_secret_access_key = $(echo "$session" | cut -f 2)
aws_session_token = $(echo "$session" | cut -f 3)
EOF
cat ~/.aws/credentials
aws configure list-profiles
aws sts get-caller-identity --profile assumed_trustpolicy
aws s3 ls --profile assumed_trustpolicy
aws s3 ls s3://acme-reports-111122223333 --recursive --profile assumed_trustpolicy
aws s3 cp s3://acme-reports-111122223333/README.txt - --profile assumed_trustpolicy
aws s3 mb s3://fake-user1-was-here --profile assumed_trustpolicy
aws s3 rm s3://acme-reports-111122223333/README.txt --profile assumed_trustpolicy
echo "mine now" > mine.txt
aws s3 cp mine.txt s3://acme-reports-111122223333/mine.txt --profile assumed_trustpolicy
aws iam list-users --profile assumed_trustpolicy

# Without it the door is shut again.
aws s3 ls
unset AWS_PROFILE
aws s3 ls
