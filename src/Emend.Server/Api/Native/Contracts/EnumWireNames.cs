using System.Text.Json;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>States on the wire: their names in camel case. The committed document of the face holds them.</summary>
internal static class EnumWireNames
{
    public static string Of<T>(T state)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>The state of that name, or null.</summary>
    public static T? Find<T>(string name)
        where T : struct, Enum => Enum.GetValues<T>().Where(s => Of(s) == name).Select(s => (T?)s).FirstOrDefault();

    public static JsonSchema Shape<T>()
        where T : struct, Enum => Http.JsonSchema.Choice([.. Enum.GetValues<T>().Select(Of)]);
}
