using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>How a row counts.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<RuleEnforcement>))]
public readonly record struct RuleEnforcement(string Name) : IExtensibleEnum<RuleEnforcement>
{
    /// <summary>As in the built-in policy.</summary>
    public static RuleEnforcement On { get; } = new("on");

    /// <summary>Not looked at.</summary>
    public static RuleEnforcement Off { get; } = new("off");

    /// <summary>Can be passed with a permission, or for a penalty.</summary>
    public static RuleEnforcement Soft { get; } = new("soft");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static RuleEnforcement IExtensibleEnum<RuleEnforcement>.Of(string name) => new(name);
}

/// <summary>What a row looks at.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<RuleScope>))]
public readonly record struct RuleScope(string Name) : IExtensibleEnum<RuleScope>
{
    /// <summary>The order as it is.</summary>
    public static RuleScope Order { get; } = new("order");

    /// <summary>What is asked for.</summary>
    public static RuleScope Change { get; } = new("change");

    /// <summary>What would come of it.</summary>
    public static RuleScope Result { get; } = new("result");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static RuleScope IExtensibleEnum<RuleScope>.Of(string name) => new(name);
}

/// <summary>Why a policy decides at a face.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<PolicyAssignmentSource>))]
public readonly record struct PolicyAssignmentSource(string Name) : IExtensibleEnum<PolicyAssignmentSource>
{
    /// <summary>It was assigned to the face.</summary>
    public static PolicyAssignmentSource Assigned { get; } = new("assigned");

    /// <summary>It is the face's own.</summary>
    public static PolicyAssignmentSource Own { get; } = new("own");

    /// <summary>The face has none.</summary>
    public static PolicyAssignmentSource Default { get; } = new("default");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static PolicyAssignmentSource IExtensibleEnum<PolicyAssignmentSource>.Of(string name) => new(name);
}

/// <summary>What a policy would have said.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<SimulationVerdict>))]
public readonly record struct SimulationVerdict(string Name) : IExtensibleEnum<SimulationVerdict>
{
    /// <summary>No.</summary>
    public static SimulationVerdict Refused { get; } = new("refused");

    /// <summary>Yes, for a permission or a penalty.</summary>
    public static SimulationVerdict Priced { get; } = new("priced");

    /// <summary>Yes, for less than was asked then.</summary>
    public static SimulationVerdict Freed { get; } = new("freed");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static SimulationVerdict IExtensibleEnum<SimulationVerdict>.Of(string name) => new(name);
}
