import { CustomResource } from "@pulumi/pulumi";

/** A resource of a package that is not installed here, by its type. */
export class RawResource extends CustomResource {}
