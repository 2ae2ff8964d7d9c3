// Reads the active slot of another stack, as a team does that did not write that stack.
import * as pulumi from "@pulumi/pulumi";

const other = new pulumi.StackReference(new pulumi.Config().require("stack"));

export const activeSlot = other.requireOutput("activeSlot");
