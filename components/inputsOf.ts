import type { Input } from "@pulumi/pulumi";

/** The same shape with a Pulumi input at every leaf, so that at preview only the unknown leaves are unknown. */
export type InputsOf<Plain> = Plain extends string | number | boolean | undefined
    ? Input<Plain>
    : Input<Plain> | { readonly [Key in keyof Plain]: InputsOf<Plain[Key]> };
