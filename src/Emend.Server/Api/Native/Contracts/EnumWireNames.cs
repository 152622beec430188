using System.Text.Json;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Converts enum values to JSON names in camel case. The committed OpenAPI document lists them.</summary>
internal static class EnumWireNames
{
    public static string ToName<T>(T state)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>Returns the enum value with this JSON name, or null.</summary>
    public static T? Find<T>(string name)
        where T : struct, Enum => Enum.GetValues<T>().Where(s => ToName(s) == name).Select(s => (T?)s).FirstOrDefault();

    public static JsonSchema Schema<T>()
        where T : struct, Enum => JsonSchema.Choice([.. Enum.GetValues<T>().Select(ToName)]);
}
