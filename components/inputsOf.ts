import type { Input } from "@pulumi/pulumi";

type Scalar = string | number | boolean | undefined;

/** The same shape with a Pulumi input at every leaf, so that at preview only the unknown leaves are unknown. */
export type InputsOf<Plain> = Input<Plain> | Parts<Plain>;

type Parts<Plain> = Plain extends Scalar ? never : { readonly [Key in keyof Plain]: InputsOf<Plain[Key]> };
