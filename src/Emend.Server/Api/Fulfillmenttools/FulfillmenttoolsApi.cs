namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>The face's name, as orders and modifications carry it.</summary>
internal static class FulfillmenttoolsApi
{
    public const string Name = "fulfillmenttools";
}
