import type { dynamic } from "@pulumi/pulumi";

/*
 * The providers that the engine keeps in a stack's state as text. They only forward to the installed package, so that the
 * text holds no path and no secret and stays the same from release to release: a change here is a diff on every stack.
 * `load` is in this file because what is imported would be captured as a file of the package.
 */

function load(module: string): dynamic.ResourceProvider & Required<Pick<dynamic.ResourceProvider, Method>> {
    return require("node:module").createRequire(`${process.cwd()}/_`)(module);
}

type Method = "configure" | "check" | "diff" | "read" | "update" | "delete";

export const rotationStub: dynamic.ResourceProvider = {
    configure: (request) => load("pulumi-two-key/provider/rotation").configure(request),
    check: (olds, news) => load("pulumi-two-key/provider/rotation").check(olds, news),
    diff: (id, olds, news) => load("pulumi-two-key/provider/rotation").diff(id, olds, news),
    create: (inputs) => load("pulumi-two-key/provider/rotation").create(inputs),
    read: (id, props) => load("pulumi-two-key/provider/rotation").read(id, props),
    update: (id, olds, news) => load("pulumi-two-key/provider/rotation").update(id, olds, news),
};

export const retirementStub: dynamic.ResourceProvider = {
    configure: (request) => load("pulumi-two-key/provider/retirement").configure(request),
    check: (olds, news) => load("pulumi-two-key/provider/retirement").check(olds, news),
    diff: (id, olds, news) => load("pulumi-two-key/provider/retirement").diff(id, olds, news),
    create: (inputs) => load("pulumi-two-key/provider/retirement").create(inputs),
    update: (id, olds, news) => load("pulumi-two-key/provider/retirement").update(id, olds, news),
};

export const waveStub: dynamic.ResourceProvider = {
    configure: (request) => load("pulumi-two-key/provider/wave").configure(request),
    diff: (id, olds, news) => load("pulumi-two-key/provider/wave").diff(id, olds, news),
    create: (inputs) => load("pulumi-two-key/provider/wave").create(inputs),
    update: (id, olds, news) => load("pulumi-two-key/provider/wave").update(id, olds, news),
};

export const readerStub: dynamic.ResourceProvider = {
    configure: (request) => load("pulumi-two-key/provider/reader").configure(request),
    diff: (id, olds, news) => load("pulumi-two-key/provider/reader").diff(id, olds, news),
    create: (inputs) => load("pulumi-two-key/provider/reader").create(inputs),
    read: (id, props) => load("pulumi-two-key/provider/reader").read(id, props),
    delete: (id, props) => load("pulumi-two-key/provider/reader").delete(id, props),
};

export const secretRemovalStub: dynamic.ResourceProvider = {
    configure: (request) => load("pulumi-two-key/provider/secretRemoval").configure(request),
    diff: (id, olds, news) => load("pulumi-two-key/provider/secretRemoval").diff(id, olds, news),
    create: (inputs) => load("pulumi-two-key/provider/secretRemoval").create(inputs),
    update: (id, olds, news) => load("pulumi-two-key/provider/secretRemoval").update(id, olds, news),
    delete: (id, props) => load("pulumi-two-key/provider/secretRemoval").delete(id, props),
};

export const consumerStub: dynamic.ResourceProvider = {
    configure: (request) => load("pulumi-two-key/provider/consumer").configure(request),
    diff: (id, olds, news) => load("pulumi-two-key/provider/consumer").diff(id, olds, news),
    create: (inputs) => load("pulumi-two-key/provider/consumer").create(inputs),
    read: (id, props) => load("pulumi-two-key/provider/consumer").read(id, props),
    update: (id, olds, news) => load("pulumi-two-key/provider/consumer").update(id, olds, news),
    delete: (id, props) => load("pulumi-two-key/provider/consumer").delete(id, props),
};
