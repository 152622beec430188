using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>The policies of a tenant, and which of them decides where.</summary>
/// <param name="Kept">What is kept of them.</param>
/// <param name="Faces">The faces there are.</param>
internal sealed record ToldPolicies(KeptPolicies Kept, ImmutableArray<string> Faces)
{
    private readonly TenantPolicies known = new(Kept);

    /// <summary>What decides where neither a face nor the caller has a policy of its own.</summary>
    public string Default => known.For("", null).Name;

    public string At(string face) => known.For(face, Variants.Find(face)).Name;

    public IEnumerable<string> FacesOf(string policy) => Faces.Where(face => At(face) == policy);

    public static void WriteAll(Utf8JsonWriter json, ToldPolicies told)
    {
        json.WriteStartArray("policies");
        foreach (var kept in told.Kept.Variants) json.Object((told, kept), Own);
        foreach (var policy in Variants.BuiltIn) json.Object((told, policy), BuiltIn);
        json.WriteEndArray();
        json.Object("assignments", told, Write);
    }

    public static void Write(Utf8JsonWriter json, ToldPolicies told)
    {
        var use = told.Kept.Use;
        json.WriteNumber("version", use.Version);
        json.Text("default", use.Default);
        json.WriteStartObject("faces");
        foreach (var (face, policy) in use.Faces) json.WriteString(face, policy);
        json.WriteEndObject();
        json.Objects("deciding", told.Faces, (entry, face) =>
        {
            entry.WriteString("face", face);
            entry.WriteString("policy", told.At(face));
            entry.WriteString("because", use.Faces.ContainsKey(face) ? "assigned" : Variants.Find(face) is null ? "default" : "own");
        });
    }

    private static void Own(Utf8JsonWriter json, (ToldPolicies Told, KeptVariant Kept) entry)
    {
        var variant = entry.Kept.Variant;
        json.WriteString("name", variant.Name);
        json.WriteNumber("version", variant.Version);
        json.WriteBoolean("builtIn", false);
        json.WriteString("base", variant.Base);
        PolicyBody.Written(json, entry.Kept);
        Use(json, entry.Told, variant.Name);
    }

    private static void BuiltIn(Utf8JsonWriter json, (ToldPolicies Told, Policy Policy) entry)
    {
        json.WriteString("name", entry.Policy.Name);
        json.WriteNumber("version", entry.Policy.Version);
        json.WriteBoolean("builtIn", true);
        Use(json, entry.Told, entry.Policy.Name);
    }

    private static void Use(Utf8JsonWriter json, ToldPolicies told, string name)
    {
        json.WriteBoolean("default", told.Default == name);
        json.Texts("faces", told.FacesOf(name));
    }
}
