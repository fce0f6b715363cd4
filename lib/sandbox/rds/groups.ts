import {
  DBClusterNotFoundFault$,
  DBParameterGroupNotFoundFault$,
  DBSubnetGroupNotFoundFault$,
  type DescribeDBClustersMessage,
  type DescribeDBParameterGroupsMessage,
  type DescribeDBSubnetGroupsMessage,
  type DescribeOptionGroupsMessage,
  type DescribeOrderableDBInstanceOptionsMessage,
  OptionGroupNotFoundFault$,
} from '@aws-sdk/client-rds'
import { rdsPage } from '@/lib/sandbox/paging'
import { DEFAULT_OPTION_GROUP, subnetGroup } from '@/lib/sandbox/rds/shapes'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import { AwsFault, fault } from '@/lib/sandbox/wire/fault'
import type { Call, Handler } from '@/lib/sandbox/wire/service'
import { arnOf, instancesOf } from '@/lib/sandbox/world/instances'

const CLASSES = ['db.t3.small', 'db.t3.medium', 'db.t3.large', 'db.m6g.large', 'db.m6g.xlarge', 'db.r6g.large']

/** Groups, clusters and classes: what a restore may choose from. None of the five systems has an Aurora cluster. */
export function rdsGroupHandlers(sandbox: Sandbox): Record<string, Handler> {
  const namesOf = (call: Call, pick: 'subnetGroup' | 'parameterGroup' | 'optionGroup', standard: string) => [
    ...new Set([standard, ...instancesOf(sandbox, call, call.at).map((i) => i[pick] ?? standard)]),
  ]
  return {
    DescribeDBClusters: (input: DescribeDBClustersMessage, call: Call) => {
      const wanted = input.DBClusterIdentifier
      if (wanted) throw fault(DBClusterNotFoundFault$, `DBCluster ${wanted} not found.`)
      return { Marker: rdsPage([], input, () => '', call).Marker, DBClusters: [] }
    },
    DescribeDBSubnetGroups: (input: DescribeDBSubnetGroupsMessage, call: Call) => {
      const wanted = input.DBSubnetGroupName
      const names = namesOf(call, 'subnetGroup', 'default').filter((name) => !wanted || name === wanted)
      if (wanted && names.length === 0)
        throw fault(DBSubnetGroupNotFoundFault$, `DB subnet group '${wanted}' does not exist.`)
      const { shown, Marker } = rdsPage(names, input, (name) => name, call)
      return { Marker, DBSubnetGroups: shown.map((name) => subnetGroup(name, call)) }
    },
    DescribeDBParameterGroups: (input: DescribeDBParameterGroupsMessage, call: Call) => {
      const wanted = input.DBParameterGroupName
      const names = namesOf(call, 'parameterGroup', 'default.postgres15').filter((name) => !wanted || name === wanted)
      if (wanted && names.length === 0)
        throw fault(DBParameterGroupNotFoundFault$, `DBParameterGroup not found: ${wanted}`)
      const { shown, Marker } = rdsPage(names, input, (name) => name, call)
      return {
        Marker,
        DBParameterGroups: shown.map((name) => ({
          DBParameterGroupName: name,
          DBParameterGroupFamily: 'postgres15',
          Description: name.startsWith('default.') ? 'Default parameter group for postgres15' : `Parameters of ${name}`,
          DBParameterGroupArn: arnOf('pg', call, name),
        })),
      }
    },
    DescribeOptionGroups: (input: DescribeOptionGroupsMessage, call: Call) => {
      const { OptionGroupName: wanted, EngineName: engine, MajorEngineVersion: version } = input
      if (wanted && (engine || version))
        throw new AwsFault('InvalidParameterCombination', 'OptionGroupName cannot be given together with EngineName')
      if (version && !engine)
        throw new AwsFault('InvalidParameterCombination', 'MajorEngineVersion must be given together with EngineName')
      const ofEngine = (!engine || engine === 'postgres') && (!version || version === '15')
      const names = namesOf(call, 'optionGroup', DEFAULT_OPTION_GROUP).filter(
        (n) => ofEngine && (!wanted || n === wanted),
      )
      if (wanted && names.length === 0)
        throw fault(OptionGroupNotFoundFault$, `Specified OptionGroupName: ${wanted} not found.`)
      const { shown, Marker } = rdsPage(names, input, (name) => name, call)
      return {
        Marker,
        OptionGroupsList: shown.map((name) => ({
          OptionGroupName: name,
          OptionGroupDescription:
            name === DEFAULT_OPTION_GROUP ? 'Default option group for postgres 15' : `Options of ${name}`,
          EngineName: 'postgres',
          MajorEngineVersion: '15',
          Options: [],
          AllowsVpcAndNonVpcInstanceMemberships: true,
          OptionGroupArn: arnOf('og', call, name),
        })),
      }
    },
    DescribeOrderableDBInstanceOptions: (input: DescribeOrderableDBInstanceOptionsMessage, call: Call) => {
      const classes = CLASSES.filter((name) => !input.DBInstanceClass || name === input.DBInstanceClass)
      const { shown, Marker } = rdsPage(input.Engine === 'postgres' ? classes : [], input, (name) => name, call)
      return {
        Marker,
        OrderableDBInstanceOptions: shown.map((name) => ({
          Engine: 'postgres',
          EngineVersion: input.EngineVersion ?? '15.8',
          DBInstanceClass: name,
          LicenseModel: 'postgresql-license',
          MultiAZCapable: true,
          StorageType: 'gp3',
          Vpc: true,
          AvailabilityZones: ['a', 'b'].map((zone) => ({ Name: `${call.region}${zone}` })),
        })),
      }
    },
  }
}
