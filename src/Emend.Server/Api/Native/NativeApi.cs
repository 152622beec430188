namespace Emend.Server.Api.Native;

/// <summary>The name of the native API, as stored in orders and modifications.</summary>
internal static class NativeApi
{
    public const string Name = "native";
}
