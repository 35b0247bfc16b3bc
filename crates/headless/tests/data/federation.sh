# GitHub Actions without keys: a token in the place of credentials.
curl -s https://token.actions.githubusercontent.com/.well-known/openid-configuration | jq -r .issuer,.jwks_uri
aws iam create-open-id-connect-provider --url https://token.actions.githubusercontent.com --client-id-list sts.amazonaws.com
cat > trust.json <<'EOF'
{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
  "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
  "Action": "sts:AssumeRoleWithWebIdentity",
  "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"},
    "StringLike": {"token.actions.githubusercontent.com:sub": "repo:octo-org/app:ref:refs/heads/main"}}}]}
EOF
aws iam create-role --role-name ci --assume-role-policy-document file://trust.json --query Role.Arn --output text
aws iam attach-role-policy --role-name ci --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
oidc-token github --repository octo-org/app > token
cut -d . -f 2 token | wc -c
aws sts assume-role-with-web-identity --role-arn arn:aws:iam::111122223333:role/ci --role-session-name build-7 --web-identity-token file://token --query '[AssumedRoleUser.Arn,SubjectFromWebIdentityToken,Audience,Provider]'
# A pull request from a fork, another repository, another audience, an old token.
oidc-token github --repository octo-org/app --event pull_request > pr
aws sts assume-role-with-web-identity --role-arn arn:aws:iam::111122223333:role/ci --role-session-name pr --web-identity-token file://pr
oidc-token github --repository evil/app > evil
aws sts assume-role-with-web-identity --role-arn arn:aws:iam::111122223333:role/ci --role-session-name evil --web-identity-token file://evil
oidc-token github --repository octo-org/app --aud https://github.com/octo-org > other
aws sts assume-role-with-web-identity --role-arn arn:aws:iam::111122223333:role/ci --role-session-name other --web-identity-token file://other
sleep 10m
aws sts assume-role-with-web-identity --role-arn arn:aws:iam::111122223333:role/ci --role-session-name old --web-identity-token file://token
# In a pod, the environment says where the token is.
oidc-token github --repository octo-org/app > token
export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/ci AWS_WEB_IDENTITY_TOKEN_FILE=token AWS_ROLE_SESSION_NAME=pod-1
aws sts get-caller-identity --query Arn --output text
unset AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_SESSION_NAME
aws configure set role_arn arn:aws:iam::111122223333:role/ci --profile ci
aws configure set web_identity_token_file token --profile ci
aws configure set role_session_name laptop --profile ci
aws sts get-caller-identity --profile ci --query Arn --output text
aws s3api list-buckets --profile ci --query 'length(Buckets)'
aws iam list-users --profile ci
# The company's directory, by SAML.
curl -s https://idp.example.com/saml/metadata > metadata.xml
aws iam create-saml-provider --name idp --saml-metadata-document file://metadata.xml
cat > staff.json <<'EOF'
{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
  "Principal": {"Federated": "arn:aws:iam::111122223333:saml-provider/idp"},
  "Action": ["sts:AssumeRoleWithSAML", "sts:TagSession"],
  "Condition": {"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}}]}
EOF
aws iam create-role --role-name staff --assume-role-policy-document file://staff.json --query Role.Arn --output text
saml-assertion --provider arn:aws:iam::111122223333:saml-provider/idp --role arn:aws:iam::111122223333:role/staff --subject alice --session-name alice@example.com --tag team=blue > assertion
base64 -d assertion | grep -o '<saml:NameID[^/]*'
aws sts assume-role-with-saml --role-arn arn:aws:iam::111122223333:role/staff --principal-arn arn:aws:iam::111122223333:saml-provider/idp --saml-assertion file://assertion --query '[AssumedRoleUser.Arn,Subject,SubjectType,Issuer,Audience]'
base64 -d assertion | sed 's/>alice</>mallory</' | base64 -w 0 > forged
aws sts assume-role-with-saml --role-arn arn:aws:iam::111122223333:role/staff --principal-arn arn:aws:iam::111122223333:saml-provider/idp --saml-assertion file://forged
sleep 6m
aws sts assume-role-with-saml --role-arn arn:aws:iam::111122223333:role/staff --principal-arn arn:aws:iam::111122223333:saml-provider/idp --saml-assertion file://assertion
# What is wrong with a command.
oidc-token gitlab
saml-assertion --role arn:aws:iam::111122223333:role/staff
aws sts decode-authorization-message --encoded-message nonsense
