namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Name of the API. Orders and modifications store it.</summary>
internal static class FulfillmenttoolsApi
{
    public const string Name = "fulfillmenttools";
}
