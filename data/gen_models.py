#!/usr/bin/env python3
"""Writes data/models/<service>.json: what the simulated operations take and give.

Facts only (names, types, required members, lengths, patterns, member order, HTTP bindings) from the
service models of PyPI `botocore` (Apache-2.0); no descriptions. Usage:

    pip install botocore==1.44.5
    python3 data/gen_models.py

To simulate another operation, add its name to OPERATIONS, run this, and add its row in crates/cloud. A new
service's file is named once more, in crates/cloud/src/model/services.rs.
"""
import gzip, json, pathlib, botocore

OPERATIONS = {
    "iam": """CreateUser GetUser UpdateUser DeleteUser ListUsers CreateGroup GetGroup UpdateGroup DeleteGroup
        ListGroups ListGroupsForUser AddUserToGroup RemoveUserFromGroup CreateRole GetRole UpdateRole UpdateRoleDescription
        UpdateAssumeRolePolicy DeleteRole ListRoles CreatePolicy GetPolicy DeletePolicy ListPolicies
        CreatePolicyVersion GetPolicyVersion ListPolicyVersions DeletePolicyVersion SetDefaultPolicyVersion
        ListEntitiesForPolicy AttachUserPolicy DetachUserPolicy AttachGroupPolicy DetachGroupPolicy
        AttachRolePolicy DetachRolePolicy ListAttachedUserPolicies ListAttachedGroupPolicies
        ListAttachedRolePolicies PutUserPolicy GetUserPolicy DeleteUserPolicy ListUserPolicies
        PutGroupPolicy GetGroupPolicy DeleteGroupPolicy ListGroupPolicies PutRolePolicy GetRolePolicy
        DeleteRolePolicy ListRolePolicies PutUserPermissionsBoundary DeleteUserPermissionsBoundary
        PutRolePermissionsBoundary DeleteRolePermissionsBoundary CreateAccessKey UpdateAccessKey
        DeleteAccessKey ListAccessKeys GetAccessKeyLastUsed CreateLoginProfile GetLoginProfile
        UpdateLoginProfile DeleteLoginProfile ChangePassword ListMFADevices TagUser UntagUser ListUserTags
        TagRole UntagRole ListRoleTags CreateAccountAlias DeleteAccountAlias ListAccountAliases
        GetAccountSummary EnableOrganizationsRootCredentialsManagement
        DisableOrganizationsRootCredentialsManagement EnableOrganizationsRootSessions
        DisableOrganizationsRootSessions ListOrganizationsFeatures CreateInstanceProfile GetInstanceProfile ListInstanceProfiles
        ListInstanceProfilesForRole DeleteInstanceProfile AddRoleToInstanceProfile
        RemoveRoleFromInstanceProfile GetAccountPasswordPolicy UpdateAccountPasswordPolicy
        DeleteAccountPasswordPolicy TagPolicy UntagPolicy ListPolicyTags
        TagInstanceProfile UntagInstanceProfile ListInstanceProfileTags
        CreateVirtualMFADevice DeleteVirtualMFADevice ListVirtualMFADevices EnableMFADevice ResyncMFADevice
        DeactivateMFADevice GetMFADevice TagMFADevice UntagMFADevice ListMFADeviceTags
        CreateOpenIDConnectProvider GetOpenIDConnectProvider ListOpenIDConnectProviders
        AddClientIDToOpenIDConnectProvider RemoveClientIDFromOpenIDConnectProvider
        UpdateOpenIDConnectProviderThumbprint DeleteOpenIDConnectProvider CreateSAMLProvider GetSAMLProvider
        ListSAMLProviders UpdateSAMLProvider DeleteSAMLProvider TagOpenIDConnectProvider
        UntagOpenIDConnectProvider ListOpenIDConnectProviderTags TagSAMLProvider UntagSAMLProvider
        ListSAMLProviderTags CreateServiceLinkedRole DeleteServiceLinkedRole
        GetServiceLinkedRoleDeletionStatus GenerateCredentialReport GetCredentialReport
        GetAccountAuthorizationDetails ListPoliciesGrantingServiceAccess SimulatePrincipalPolicy
        SimulateCustomPolicy GetContextKeysForCustomPolicy GetContextKeysForPrincipalPolicy
        GenerateServiceLastAccessedDetails GetServiceLastAccessedDetails
        GetServiceLastAccessedDetailsWithEntities""",
    "sts": """GetCallerIdentity AssumeRole AssumeRoleWithWebIdentity AssumeRoleWithSAML GetSessionToken GetAccessKeyInfo
        GetFederationToken AssumeRoot DecodeAuthorizationMessage""",
    "organizations": """CreateOrganization DescribeOrganization DeleteOrganization ListRoots EnablePolicyType
        DisablePolicyType CreateOrganizationalUnit DescribeOrganizationalUnit UpdateOrganizationalUnit
        DeleteOrganizationalUnit ListOrganizationalUnitsForParent ListParents ListChildren CreateAccount
        DescribeCreateAccountStatus ListCreateAccountStatus DescribeAccount ListAccounts ListAccountsForParent
        MoveAccount RemoveAccountFromOrganization LeaveOrganization CreatePolicy DescribePolicy UpdatePolicy
        DeletePolicy ListPolicies AttachPolicy DetachPolicy ListPoliciesForTarget ListTargetsForPolicy
        TagResource UntagResource ListTagsForResource InviteAccountToOrganization AcceptHandshake
        DeclineHandshake CancelHandshake DescribeHandshake ListHandshakesForAccount
        ListHandshakesForOrganization EnableAWSServiceAccess DisableAWSServiceAccess
        ListAWSServiceAccessForOrganization RegisterDelegatedAdministrator DeregisterDelegatedAdministrator
        ListDelegatedAdministrators ListDelegatedServicesForAccount""",
    "s3": """ListBuckets CreateBucket DeleteBucket HeadBucket GetBucketLocation ListObjects ListObjectsV2
        ListObjectVersions GetObject HeadObject GetObjectAttributes PutObject CopyObject DeleteObject DeleteObjects
        GetBucketPolicy PutBucketPolicy DeleteBucketPolicy GetBucketPolicyStatus GetBucketVersioning
        PutBucketVersioning GetBucketTagging PutBucketTagging DeleteBucketTagging GetObjectTagging PutObjectTagging
        DeleteObjectTagging GetPublicAccessBlock PutPublicAccessBlock DeletePublicAccessBlock
        GetBucketOwnershipControls PutBucketOwnershipControls DeleteBucketOwnershipControls GetBucketAcl PutBucketAcl
        GetObjectAcl PutObjectAcl GetBucketEncryption PutBucketEncryption DeleteBucketEncryption GetBucketWebsite
        PutBucketWebsite DeleteBucketWebsite""",
    "s3control": "GetPublicAccessBlock PutPublicAccessBlock DeletePublicAccessBlock",
    "kms": """ListKeys CreateKey DescribeKey EnableKey DisableKey ScheduleKeyDeletion CancelKeyDeletion GetKeyPolicy
        PutKeyPolicy ListKeyPolicies TagResource UntagResource ListResourceTags Encrypt Decrypt GenerateDataKey
        GenerateDataKeyWithoutPlaintext ListAliases CreateAlias UpdateAlias DeleteAlias""",
    "secretsmanager": """ListSecrets CreateSecret DescribeSecret DeleteSecret RestoreSecret GetSecretValue
        PutSecretValue ListSecretVersionIds GetResourcePolicy PutResourcePolicy DeleteResourcePolicy TagResource
        UntagResource""",
    "dynamodb": """ListTables CreateTable DescribeTable DeleteTable PutItem GetItem DeleteItem Scan GetResourcePolicy
        PutResourcePolicy DeleteResourcePolicy TagResource UntagResource ListTagsOfResource""",
    "logs": """DescribeLogGroups CreateLogGroup DeleteLogGroup PutRetentionPolicy DescribeLogStreams CreateLogStream
        PutLogEvents GetLogEvents TagResource UntagResource ListTagsForResource""",
    "ssm": """DescribeParameters PutParameter GetParameter GetParameters GetParametersByPath DeleteParameter
        AddTagsToResource RemoveTagsFromResource ListTagsForResource StartSession""",
    "sns": """ListTopics CreateTopic DeleteTopic GetTopicAttributes SetTopicAttributes AddPermission RemovePermission
        TagResource UntagResource ListTagsForResource Subscribe Unsubscribe ListSubscriptions
        ListSubscriptionsByTopic Publish""",
    "sqs": """ListQueues CreateQueue GetQueueUrl DeleteQueue PurgeQueue GetQueueAttributes SetQueueAttributes
        AddPermission RemovePermission SendMessage ReceiveMessage DeleteMessage ChangeMessageVisibility TagQueue
        UntagQueue ListQueueTags""",
    "ec2": """RunInstances DescribeInstances StartInstances StopInstances TerminateInstances CreateTags DeleteTags
        AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation DisassociateIamInstanceProfile
        DescribeIamInstanceProfileAssociations""",
    "lambda": """ListFunctions CreateFunction GetFunction GetFunctionConfiguration UpdateFunctionConfiguration
        DeleteFunction Invoke AddPermission RemovePermission GetPolicy TagResource UntagResource ListTags""",
    "ecs": """RegisterTaskDefinition DescribeTaskDefinition ListTaskDefinitions DeregisterTaskDefinition RunTask ListTasks
        DescribeTasks StopTask ExecuteCommand""",
}

# Types whose list of values is too short, because the service takes more, or too long for what it is good for.
OPEN = {("sqs", "QueueAttributeName"), ("ec2", "InstanceType"), ("ec2", "ResourceType")}
# Patterns that look behind, which crates/cloud/src/input/pattern does not read.
UNREAD = {("lambda", "S3Bucket")}


def newest(service):
    folder = pathlib.Path(botocore.__file__).parent / "data" / service
    return json.load(gzip.open(sorted(folder.iterdir())[-1] / "service-2.json.gz"))


def paginators(service):
    folder = pathlib.Path(botocore.__file__).parent / "data" / service
    return json.load(open(sorted(folder.iterdir())[-1] / "paginators-1.json"))["pagination"]


def wire_name(m, protocol):
    """A member's name on the wire. EC2's requests begin names with a capital, or have a name of their own."""
    name = m.get("locationName")
    if protocol == "ec2":
        return m.get("queryName") or (name and name[0].upper() + name[1:])
    return name


def member(m, protocol, key=None):
    """A member is its shape's name, or an object where the wire needs more than the name."""
    extra = {}
    if "location" in m:
        extra["in"] = m["location"]
    if wire_name(m, protocol) not in (None, key):
        extra["name"] = wire_name(m, protocol)
    return m["shape"] if not extra else {"shape": m["shape"], **extra}


def shape(s, protocol):
    out = {"type": s["type"]}
    for k in ("min", "max", "pattern", "enum", "payload", "flattened", "timestampFormat"):
        if k in s:
            out[k] = s[k]
    if s.get("sensitive"):
        out["sensitive"] = True
    if s["type"] == "structure":
        out["members"] = {k: member(m, protocol, k if protocol == "ec2" else None) for k, m in s["members"].items()}
        if s.get("required"):
            out["required"] = s["required"]
    if s["type"] == "list":
        out["member"] = s["member"]["shape"] if protocol == "ec2" else member(s["member"], protocol)
        if protocol == "ec2":
            out["flattened"] = True
    if s["type"] == "map":
        out["key"], out["value"] = member(s["key"], protocol), member(s["value"], protocol)
    return out


def children(s):
    if s["type"] == "structure":
        return [m["shape"] for m in s["members"].values()]
    if s["type"] == "list":
        return [s["member"]["shape"]]
    if s["type"] == "map":
        return [s["key"]["shape"], s["value"]["shape"]]
    return []


def service(name, wanted):
    model, pages = newest(name), paginators(name)
    meta = model["metadata"]
    ops, shapes = {}, {}

    def take(n):
        if n not in shapes:
            shapes[n] = shape(model["shapes"][n], meta["protocol"])
            if (name, n) in OPEN:
                del shapes[n]["enum"]
            if (name, n) in UNREAD:
                del shapes[n]["pattern"]
            for c in children(model["shapes"][n]):
                take(c)

    for op in wanted.split():
        o = model["operations"][op]
        row = {"http": f'{o["http"]["method"]} {o["http"]["requestUri"]}'}
        for side in ("input", "output"):
            if side in o:
                row[side] = o[side]["shape"]
                take(o[side]["shape"])
        if o.get("authtype") == "none":
            row["unsigned"] = True
        if op in pages:
            p = pages[op]
            row["page"] = {k: p[k] for k in ("input_token", "output_token", "limit_key", "result_key", "more_results") if k in p}
        ops[op] = row
    head = {"version": meta["apiVersion"], "protocol": meta["protocol"], "id": meta["serviceId"]}
    if meta["protocol"] == "json":
        head["json"] = {"version": meta["jsonVersion"], "target": meta["targetPrefix"]}
    return {**head, "operations": ops, "shapes": dict(sorted(shapes.items()))}


def write(path, model):
    """One operation and one shape a line, so that a change shows as what it is."""
    text = lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    block = lambda rows: "{\n" + ",\n".join(f"{text(k)}:{text(v)}" for k, v in rows.items()) + "\n}"
    rows = (f"{text(k)}:{block(v) if k in ('operations', 'shapes') else text(v)}" for k, v in model.items())
    path.write_text("{" + ",\n".join(rows) + "}\n")


if __name__ == "__main__":
    folder = pathlib.Path(__file__).parent / "models"
    folder.mkdir(exist_ok=True)
    for name, operations in OPERATIONS.items():
        write(folder / f"{name}.json", service(name, operations))
