namespace Emend.Client;

/// <summary>What a violation is about.</summary>
public sealed record ViolationSubject
{
    /// <summary>line, pickJob, handoverJob, shipment, parcel, returnTask or facility.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>The id of the line, entity or facility.</summary>
    public string Id { get; init => field = value ?? ""; } = "";
}
