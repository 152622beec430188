namespace Emend.Server.Api.Native;

/// <summary>The face's name, as orders and modifications carry it.</summary>
internal static class NativeApi
{
    public const string Name = "native";
}
