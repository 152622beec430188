using PdfSharp.Fonts;

namespace Emend.Server.Shipping;

/// <summary>The fonts of PDF labels. They are resources of this assembly, so labels do not depend on the fonts of the machine.</summary>
internal sealed class LabelFonts : IFontResolver
{
    public const string Family = "DejaVu Sans";

    private const string Regular = "DejaVuSans.ttf";
    private const string Bold = "DejaVuSans-Bold.ttf";

    private static readonly LabelFonts Instance = Register();

    /// <summary>Registers the fonts with the PDF library, once per process.</summary>
    public static void EnsureRegistered() => GC.KeepAlive(Instance);

    public FontResolverInfo ResolveTypeface(string familyName, bool bold, bool italic) => new(bold ? Bold : Regular);

    public byte[] GetFont(string faceName)
    {
        using var resource = typeof(LabelFonts).Assembly.GetManifestResourceStream($"Emend.Server.Shipping.Fonts.{faceName}")!;
        var font = new byte[resource.Length];
        resource.ReadExactly(font);
        return font;
    }

    private static LabelFonts Register()
    {
        var fonts = new LabelFonts();
        GlobalFontSettings.FontResolver = fonts;
        return fonts;
    }
}
