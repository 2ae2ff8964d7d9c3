// `pulumi-resource-pulumi-nodejs`: the dynamic provider of the SDK that the stack's own program uses.
import { createRequire } from "node:module";
import { join } from "node:path";
import { endWithEngine } from "../endWithEngine";
import "./lateModules";

endWithEngine();
// The engine starts this in the program's folder. The module serves as soon as it is loaded, with this process's argv.
createRequire(join(process.cwd(), "_"))("@pulumi/pulumi/cmd/dynamic-provider");
