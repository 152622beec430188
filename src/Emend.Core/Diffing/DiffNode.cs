using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>A node of the tree that an order is compared as: a value or an object.</summary>
/// <param name="Name">Name of the field in its object.</param>
/// <param name="Description">Description for users.</param>
internal abstract record DiffNode(string Name, string Description)
{
    /// <summary>The node as JSON.</summary>
    public JsonText AsJson
    {
        get
        {
            var text = new StringBuilder();
            Write(text);
            return new(text.ToString());
        }
    }

    public abstract void Write(StringBuilder text);

    public static string ToJsonString(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}

/// <summary>A field with a value.</summary>
internal sealed record DiffValue(string Name, string Words, string Json) : DiffNode(Name, Words)
{
    public override void Write(StringBuilder text) => text.Append(Json);
}

/// <summary>A field with ordered child fields.</summary>
internal sealed record DiffObject(string Name, string Words, IReadOnlyList<DiffNode> Fields) : DiffNode(Name, Words)
{
    /// <summary>Whether the object only groups other fields and has no description.</summary>
    public bool IsList => Description.Length == 0;

    public DiffNode? Find(string name) => Fields.FirstOrDefault(f => f.Name == name);

    public override void Write(StringBuilder text)
    {
        text.Append('{');
        for (var i = 0; i < Fields.Count; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(ToJsonString(Fields[i].Name)).Append(':');
            Fields[i].Write(text);
        }
        text.Append('}');
    }
}
