/** What is used here of @observablehq/runtime, which comes without types. */
declare module '@observablehq/runtime' {
  export interface Observer {
    pending?(): void;
    fulfilled?(value: unknown, name?: string): void;
    rejected?(error: unknown, name?: string): void;
    /** Where `visibility` looks. */
    _node?: Element;
  }

  export class Variable {
    define(name: string | null, inputs: readonly string[], definition: (...values: never[]) => unknown): this;
    delete(): this;
  }

  export class Module {
    variable(observer?: Observer | boolean): Variable;
  }

  export class Runtime {
    constructor(builtins?: Record<string, () => unknown>, global?: (name: string) => unknown);
    module(): Module;
    dispose(): void;
  }
}
