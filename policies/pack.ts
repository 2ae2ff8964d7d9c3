// The policy pack: what `pulumi preview --policy-pack …/policies` runs, by the package.json beside PulumiPolicy.yaml.
import { resolve } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { policies } from "./index";

// A pack takes its version from the package.json of the working directory: the pack's version is the package's.
process.chdir(resolve(__dirname, "../.."));

new PolicyPack("two-key", { policies: [...policies] });
