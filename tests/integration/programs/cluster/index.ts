// A pair whose key is in a Kubernetes Secret, as the test's configuration describes both.
import * as pulumi from "@pulumi/pulumi";
import {
    type KubernetesSecretArgs,
    kubernetesSecret,
    own,
    RotatingKeyPair,
    type RotatingKeyPairArgs,
} from "pulumi-two-key";

const config = new pulumi.Config();
const secret = config.requireObject<KubernetesSecretArgs>("secret");

new RotatingKeyPair("uploads", {
    ...config.requireObject<RotatingKeyPairArgs>("pair"),
    consumers: [own((key, options) => kubernetesSecret("photos", secret, key, options))],
});
