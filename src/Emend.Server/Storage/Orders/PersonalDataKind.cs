namespace Emend.Server.Storage.Orders;

/// <summary>Stored kinds of personal data.</summary>
internal static class PersonalDataKind
{
    public const string Order = "ORDER";
    public const string Comment = "COMMENT";
    public const string Label = "LABEL";
    public const string UnrestoredFields = "UNRESTORED";
}
