namespace Emend.Server.Faces.Native;

/// <summary>The face's name, as orders and modifications carry it.</summary>
internal static class Face
{
    public const string Name = "native";
}
