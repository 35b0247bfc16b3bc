# Mends all mistakes of the startup, one after the other.
aws iam create-policy-version --policy-arn arn:aws:iam::111122223333:policy/self-service --set-as-default --policy-document '{"Version":"2012-10-17","Statement":[{"Sid":"SeeWhoIsThere","Effect":"Allow","Action":["iam:ListUsers","iam:ListGroups","iam:GetAccountSummary","iam:ListAccountAliases"],"Resource":"*"},{"Sid":"LookAfterMyself","Effect":"Allow","Action":["iam:GetUser","iam:ChangePassword","iam:ListAccessKeys","iam:CreateAccessKey","iam:UpdateAccessKey","iam:DeleteAccessKey","iam:ListUserTags","iam:ListGroupsForUser","iam:ListAttachedUserPolicies"],"Resource":"arn:aws:iam::111122223333:user/${aws:username}"}]}'
aws iam create-policy-version --policy-arn arn:aws:iam::111122223333:policy/developers --set-as-default --policy-document '{"Version":"2012-10-17","Statement":[{"Sid":"Buckets","Effect":"Allow","Action":["s3:ListAllMyBuckets","s3:GetBucketLocation"],"Resource":"*"},{"Sid":"AppData","Effect":"Allow","Action":["s3:ListBucket","s3:GetObject","s3:PutObject","s3:DeleteObject"],"Resource":["arn:aws:s3:::nimbus-app-dev-111122223333","arn:aws:s3:::nimbus-app-dev-111122223333/*","arn:aws:s3:::nimbus-ci-artifacts-111122223333","arn:aws:s3:::nimbus-ci-artifacts-111122223333/*"]}]}'
aws iam put-user-policy --user-name ci-bot --policy-name deploy --policy-document '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::111122223333:role/automation/deploy"}}'
aws iam detach-user-policy --user-name ci-bot --policy-arn arn:aws:iam::aws:policy/AdministratorAccess
aws s3api put-object --bucket nimbus-ci-artifacts-111122223333 --key web/next.txt --profile deploy
key=$(aws iam list-access-keys --user-name greta --query 'AccessKeyMetadata[?Status==`Active`].AccessKeyId' --output text)
aws iam update-access-key --user-name greta --access-key-id $key --status Inactive
aws iam update-assume-role-policy --role-name auditor --policy-document '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222233334444:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"ledger-52a7"}}}}'
aws s3api put-bucket-policy --bucket nimbus-invoices-111122223333 --policy '{"Version":"2012-10-17","Statement":{"Sid":"Auditors","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::222233334444:root"},"Action":["s3:ListBucket","s3:GetObject"],"Resource":["arn:aws:s3:::nimbus-invoices-111122223333","arn:aws:s3:::nimbus-invoices-111122223333/*"]}}'
# What is still to work.
aws s3 ls s3://nimbus-invoices-111122223333 --profile vera
aws s3 ls s3://nimbus-uploads-111122223333 --profile support
aws iam create-access-key --profile luca
aws s3 ls s3://nimbus-app-dev-111122223333 --profile ben
