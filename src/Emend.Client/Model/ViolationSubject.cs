using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>What a violation is about.</summary>
public sealed record ViolationSubject
{
    /// <summary>The kind of the subject.</summary>
    public ViolationSubjectType Type { get; init; }

    /// <summary>The id of the line, entity or facility.</summary>
    public string Id { get; init => field = value ?? ""; } = "";
}

/// <summary>The kind of the subject of a violation.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<ViolationSubjectType>))]
public readonly record struct ViolationSubjectType(string Name) : IExtensibleEnum<ViolationSubjectType>
{
    /// <summary>A line of the order.</summary>
    public static ViolationSubjectType Line { get; } = new("line");

    /// <summary>A pick job.</summary>
    public static ViolationSubjectType PickJob { get; } = new("pickJob");

    /// <summary>A handover job.</summary>
    public static ViolationSubjectType HandoverJob { get; } = new("handoverJob");

    /// <summary>A shipment.</summary>
    public static ViolationSubjectType Shipment { get; } = new("shipment");

    /// <summary>A parcel.</summary>
    public static ViolationSubjectType Parcel { get; } = new("parcel");

    /// <summary>A return task.</summary>
    public static ViolationSubjectType ReturnTask { get; } = new("returnTask");

    /// <summary>A facility.</summary>
    public static ViolationSubjectType Facility { get; } = new("facility");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static ViolationSubjectType IExtensibleEnum<ViolationSubjectType>.Create(string name) => new(name);
}
