namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>The face's name, as orders and modifications carry it.</summary>
internal static class Face
{
    public const string Name = "fulfillmenttools";
}
