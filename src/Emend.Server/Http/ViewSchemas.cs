using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Emend.Server.Http;

/// <summary>
/// Derives the schemas of responses from views. A view is a type whose public members are the members of a JSON object. The serializer
/// writes the view; its schema follows from the same contract: names, sequence and types of the members. A member is required unless its
/// type is nullable. Attributes add the description and the limits.
/// </summary>
/// <param name="options">The options of the serializer context.</param>
/// <param name="known">
/// The schemas of types that have converters, and of views whose schema is that of a request. Other types have the schema that
/// <see cref="JsonSchemaExporter"/> exports.
/// </param>
internal sealed class ViewSchemas(JsonSerializerOptions options, IReadOnlyDictionary<Type, JsonSchema> known)
{
    private const string Suffix = "View";
    private const int MaxItems = 500;

    private static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = true };

    private readonly ConcurrentDictionary<Type, JsonSchema> _derived = new();

    /// <summary>The schema of a view. <see cref="SchemaNameAttribute"/> documents its name.</summary>
    public JsonSchema Of<T>() => Of(typeof(T));

    private JsonSchema Of(Type type) => known.GetValueOrDefault(type) ?? _derived.GetOrAdd(type, Derive);

    private JsonSchema Derive(Type type)
    {
        var contract = options.GetTypeInfo(type);
        return contract.Kind switch
        {
            JsonTypeInfoKind.Object => DescribeObject(type, contract),
            JsonTypeInfoKind.Dictionary => JsonSchema.AnyObject,
            JsonTypeInfoKind.Enumerable => JsonSchema.List(DescribeNested(contract.ElementType!)),
            _ => FromExported(type, JsonSchemaExporter.GetJsonSchemaAsNode(contract, Exporter)),
        };
    }

    private JsonSchema DescribeObject(Type type, JsonTypeInfo contract)
    {
        var schema = JsonSchema.Object([.. contract.Properties.Select(DescribeMember)]);
        var name = type.GetCustomAttribute<SchemaNameAttribute>() is { } stated ? stated.Name : GetName(type.Name);
        return name is null ? schema : schema.Named(name);
    }

    private PropertySchema DescribeMember(JsonPropertyInfo member)
    {
        var attributes = member.AttributeProvider as MemberInfo
            ?? throw new InvalidOperationException($"{member.DeclaringType.Name}.{member.Name} is not a property.");
        var schema = DescribeValue(member.PropertyType, attributes);
        return new(
            member.Name,
            attributes.GetCustomAttribute<DescriptionAttribute>() is { } text ? schema.WithDescription(text.Description) : schema,
            IsRequired: !member.IsGetNullable);
    }

    private JsonSchema DescribeValue(Type type, MemberInfo attributes)
    {
        var contract = options.GetTypeInfo(type);
        var stated = attributes.GetCustomAttribute<SchemaAttribute>()?.Schema;
        var max = attributes.GetCustomAttribute<MaxLengthAttribute>()?.Length;
        if (contract.Kind is JsonTypeInfoKind.Enumerable)
        {
            var min = attributes.GetCustomAttribute<MinLengthAttribute>()?.Length ?? 0;
            return JsonSchema.List(stated ?? DescribeNested(contract.ElementType!), max ?? MaxItems, min);
        }

        return stated ?? (type == typeof(string) && max is { } length
            ? JsonSchema.Text(length)
            : DescribeNested(Nullable.GetUnderlyingType(type) ?? type));
    }

    // A view can contain itself.
    private JsonSchema DescribeNested(Type type) =>
        options.GetTypeInfo(type).Kind is JsonTypeInfoKind.Object ? JsonSchema.Recursive(() => Of(type)) : Of(type);

    private static JsonSchema FromExported(Type type, JsonNode exported) => exported switch
    {
        JsonObject schema when schema["enum"] is JsonArray names => JsonSchema.Choice([.. names.Select(name => (string)name!)]),
        JsonObject schema => (string?)schema["type"] switch
        {
            "string" => JsonSchema.Text(),
            "boolean" => JsonSchema.Boolean,
            "integer" => JsonSchema.Integer(),
            "number" => JsonSchema.Number(),
            _ => throw new InvalidOperationException($"The schema of {type.Name} is not supported: {schema.ToJsonString()}"),
        },
        _ => throw new InvalidOperationException($"{type.Name} has a converter and no known schema."),
    };

    private static string GetName(string type) => type.EndsWith(Suffix, StringComparison.Ordinal) ? type[..^Suffix.Length] : type;
}
