import { secret } from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { RawResource } from "../support/rawResource";

/** An app in a cluster: a deployment, its configuration, its TLS certificate and a password. */
export function program() {
    const { result: password } = new RandomPassword("password", { length: 40 });
    make("Secret", "database", { stringData: { username: "shop", password } });
    make("Secret", "tls", {
        type: "kubernetes.io/tls",
        data: {
            "tls.crt": Buffer.from(
                `-----BEGIN CERTIFICATE-----\n${line(1)}\n${line(2)}\n${line(3)}==\n-----END CERTIFICATE-----\n`,
            ).toString("base64"),
            "tls.key": secret(
                Buffer.from(
                    `-----BEGIN PRIVATE KEY-----\n${line(4)}\n${line(5)}\n${line(6)}==\n-----END PRIVATE KEY-----\n`,
                ).toString("base64"),
            ),
        },
    });
    make("ConfigMap", "settings", {
        data: { "app.yaml": "storage:\n  account: shopfiles\n  auth: workload-identity\nretries: 3\n" },
    });
    make("Deployment", "shop", {
        spec: {
            template: {
                spec: {
                    serviceAccountName: "shop",
                    containers: [
                        {
                            name: "shop",
                            image: "shop.azurecr.io/shop@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                            env: [
                                { name: "AZURE_STORAGE_ACCOUNT", value: "shopfiles" },
                                {
                                    name: "PASSWORD",
                                    valueFrom: { secretKeyRef: { name: "database", key: "password" } },
                                },
                            ],
                        },
                    ],
                },
            },
        },
    });
}

function make(kind: string, name: string, members: object): void {
    const api = kind === "Deployment" ? "apps/v1" : "core/v1";
    new RawResource(`kubernetes:${api}:${kind}`, name, { kind, metadata: { name }, ...members });
}

/** A line of a PEM file. */
function line(seed: number): string {
    return Array.from({ length: 62 }, (_, index) => "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC"[(index * seed) % 32]).join("");
}
