using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>The enforcement of a rule.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<RuleEnforcement>))]
public readonly record struct RuleEnforcement(string Name) : IExtensibleEnum<RuleEnforcement>
{
    /// <summary>The rule is enforced as in the built-in policy.</summary>
    public static RuleEnforcement Required { get; } = new("required");

    /// <summary>The rule is not evaluated.</summary>
    public static RuleEnforcement Disabled { get; } = new("disabled");

    /// <summary>The rule can be overridden with a permission or by accepting a penalty.</summary>
    public static RuleEnforcement Overridable { get; } = new("overridable");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static RuleEnforcement IExtensibleEnum<RuleEnforcement>.Create(string name) => new(name);
}

/// <summary>The scope of a rule.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<RuleScope>))]
public readonly record struct RuleScope(string Name) : IExtensibleEnum<RuleScope>
{
    /// <summary>The order before the change.</summary>
    public static RuleScope Order { get; } = new("order");

    /// <summary>The requested change.</summary>
    public static RuleScope Change { get; } = new("change");

    /// <summary>The order after the change.</summary>
    public static RuleScope Result { get; } = new("result");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static RuleScope IExtensibleEnum<RuleScope>.Create(string name) => new(name);
}

/// <summary>Why a policy is effective for an API.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<PolicyAssignmentSource>))]
public readonly record struct PolicyAssignmentSource(string Name) : IExtensibleEnum<PolicyAssignmentSource>
{
    /// <summary>The policy is assigned to the API.</summary>
    public static PolicyAssignmentSource Assigned { get; } = new("assigned");

    /// <summary>The policy is the built-in policy of the API.</summary>
    public static PolicyAssignmentSource Own { get; } = new("own");

    /// <summary>The policy is the default, because the API has neither an assigned nor a built-in policy.</summary>
    public static PolicyAssignmentSource Default { get; } = new("default");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static PolicyAssignmentSource IExtensibleEnum<PolicyAssignmentSource>.Create(string name) => new(name);
}

/// <summary>The verdict of a policy simulation.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<SimulationVerdict>))]
public readonly record struct SimulationVerdict(string Name) : IExtensibleEnum<SimulationVerdict>
{
    /// <summary>The policy rejects the modification.</summary>
    public static SimulationVerdict Rejected { get; } = new("rejected");

    /// <summary>The policy accepts the modification only with a permission or a penalty.</summary>
    public static SimulationVerdict Penalized { get; } = new("penalized");

    /// <summary>The policy accepts the modification with fewer overrides than originally.</summary>
    public static SimulationVerdict Relaxed { get; } = new("relaxed");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static SimulationVerdict IExtensibleEnum<SimulationVerdict>.Create(string name) => new(name);
}
