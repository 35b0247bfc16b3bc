# What a learner gets wrong. Everything that fails must leave the world as it was.

# The world to get it wrong in.
aws iam create-user --user-name fake_user1
aws iam create-role --role-name app --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/fake_user1"},"Action":"sts:AssumeRole"}]}'

# Malformed trust policies.
aws iam create-role --role-name r1 --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",]}'
aws iam create-role --role-name r1 --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]}'
aws iam create-role --role-name r1 --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole","Resource":"*"}]}'
aws iam create-role --role-name r1 --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:GetObject"}]}'
aws iam update-assume-role-policy --role-name app --policy-document '{"Version":"2012-10-17","Statement":{}}'

# A principal that does not exist.
aws iam create-role --role-name r1 --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/nobody"},"Action":"sts:AssumeRole"}]}'
aws iam create-role --role-name r1 --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"nothing"},"Action":"sts:AssumeRole"}]}'

# Names that are taken, names that are none.
aws iam create-user --user-name fake_user1
aws iam create-user --user-name FAKE_USER1
aws iam create-role --role-name app --assume-role-policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}'
aws iam create-user --user-name 'fake user'
aws iam create-user --user-name ''
aws iam create-user --user-name aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
aws iam create-user --user-name bob --path nowhere
aws s3 mb s3://Bad_Bucket
aws s3api create-bucket --bucket ab
aws sts assume-role --role-arn arn:aws:iam::111122223333:role/app --role-session-name 'a b'

# Things that are not there.
aws iam get-user --user-name nobody
aws iam attach-role-policy --role-name nobody --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
aws iam attach-role-policy --role-name app --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAcces
aws iam attach-role-policy --role-name app --policy-arn AmazonS3ReadOnlyAccess
aws s3 ls s3://no-such-bucket-111122223333

# Not the role's principal.
aws sts assume-role --role-arn arn:aws:iam::111122223333:role/app --role-session-name lab1

# Credentials that are wrong.
aws s3 ls --profile nobody
AWS_SECRET_ACCESS_KEY=wrong AWS_ACCESS_KEY_ID=$(aws configure get aws_access_key_id) aws sts get-caller-identity
AWS_SECRET_ACCESS_KEY=wrong AWS_ACCESS_KEY_ID=$(aws configure get aws_access_key_id) aws s3 ls
AWS_SECRET_ACCESS_KEY=wrong AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE aws sts get-caller-identity
AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE aws sts get-caller-identity

# A session without its token.
key=$(aws iam create-access-key --user-name fake_user1 --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text)
export AWS_ACCESS_KEY_ID=$(echo "$key" | cut -f 1) AWS_SECRET_ACCESS_KEY=$(echo "$key" | cut -f 2)
session=$(aws sts assume-role --role-arn arn:aws:iam::111122223333:role/app --role-session-name lab1 --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text)
export AWS_ACCESS_KEY_ID=$(echo "$session" | cut -f 1) AWS_SECRET_ACCESS_KEY=$(echo "$session" | cut -f 2)
aws sts get-caller-identity
aws s3 ls
AWS_SESSION_TOKEN=wrong aws sts get-caller-identity
AWS_SESSION_TOKEN=$(echo "$session" | cut -f 3) aws s3 mb s3://not-mine-111122223333
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY

# Typing errors.
awss s3 ls
aws
aws iam create-usr --user-name bob
aws iamm list-users
aws iam create-user
aws iam create-user --user-nam
aws iam create-user --user-name bob --colour blue
aws iam create-role --role-name r1
aws iam create-role --role-name r1 --assume-role-policy-document file://nowhere.json
aws sts assume-role --role-arn short --role-session-name lab1
aws sts assume-role --role-arn arn:aws:iam::111122223333:role/app --role-session-name lab1 --duration-seconds soon
aws s3 ls --output xml
aws s3 cp nowhere.txt s3://acme-reports-111122223333/
aws iam list-users --query 'Users['
