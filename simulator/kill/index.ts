export { Executions, type Execution, type Killing, type KillPlan } from './executions';
