using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>A field of the tree that an order is compared as: a value, or an object of fields.</summary>
/// <param name="Name">Its name within the object that holds it.</param>
/// <param name="Words">Its name for people.</param>
internal abstract record DiffNode(string Name, string Words)
{
    /// <summary>All it says, as JSON.</summary>
    public JsonText Said
    {
        get
        {
            var text = new StringBuilder();
            Write(text);
            return new(text.ToString());
        }
    }

    public abstract void Write(StringBuilder text);

    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}

/// <summary>A field with a value.</summary>
internal sealed record DiffValue(string Name, string Words, string Json) : DiffNode(Name, Words)
{
    public override void Write(StringBuilder text) => text.Append(Json);
}

/// <summary>A field with fields of its own, in their order.</summary>
internal sealed record DiffObject(string Name, string Words, IReadOnlyList<DiffNode> Fields) : DiffNode(Name, Words)
{
    /// <summary>Whether it only holds others and is nothing by itself: it has no words of its own.</summary>
    public bool IsList => Words.Length == 0;

    public DiffNode? Find(string name) => Fields.FirstOrDefault(f => f.Name == name);

    public override void Write(StringBuilder text)
    {
        text.Append('{');
        for (var i = 0; i < Fields.Count; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(Quoted(Fields[i].Name)).Append(':');
            Fields[i].Write(text);
        }
        text.Append('}');
    }
}
