using System.Buffers;
using System.Text;

namespace AudioIO;

/// <summary>
/// Makes of the bytes of an iXML chunk a text that a strict reader of XML takes: recorders write a bare &amp; into it, and people open it
/// with editors that add a DOCTYPE. Nothing that a DOCTYPE declares has an effect, and nothing is fetched.
/// </summary>
internal sealed class IXmlText
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private readonly StringBuilder _clean = new();
    private readonly string _text;

    private IXmlText(string text) => _text = text;

    /// <summary>Number of bare &amp; that were replaced by &amp;amp;.</summary>
    public int BareAmpersands { get; private set; }

    /// <summary>True where a DOCTYPE was left out.</summary>
    public bool HasDocumentType { get; private set; }

    public override string ToString() => _clean.ToString();

    public static IXmlText Of(ReadOnlySpan<byte> bytes)
    {
        // Decoded here, because chunks are padded with NUL and say UTF-8 over other bytes; a reader of text ignores the declared encoding.
        var text = new IXmlText(ChunkText.DecodeAll(bytes).Trim().Trim('\0').Trim());
        text.Clean();
        return text;
    }

    private void Clean()
    {
        int i = 0;
        while (i < _text.Length)
        {
            int next = _text.AsSpan(i).IndexOfAny('<', '&');
            if (next < 0) next = _text.Length - i;
            _clean.Append(_text, i, next);
            i += next;
            if (i == _text.Length) return;
            if (_text[i] == '&') i = CopyReference(i);
            else if (StartsWith(i, "<!--")) i = CopyTo(i, "-->");
            else if (StartsWith(i, "<![CDATA[")) i = CopyTo(i, "]]>");
            else if (StartsWith(i, "<!DOCTYPE")) i = SkipDocumentType(i);
            else i = CopyTo(i, "<");
        }
    }

    private bool StartsWith(int start, string words) => string.CompareOrdinal(_text, start, words, 0, words.Length) == 0;

    /// <summary>Copies up to and with the end mark, or else to the end of the text.</summary>
    private int CopyTo(int start, string end)
    {
        int found = _text.IndexOf(end, start, StringComparison.Ordinal);
        int stop = found < 0 ? _text.Length : found + end.Length;
        _clean.Append(_text, start, stop - start);
        return stop;
    }

    private int CopyReference(int start)
    {
        if (IsReference(_text.AsSpan(start + 1)))
        {
            _clean.Append('&');
        }
        else
        {
            BareAmpersands++;
            _clean.Append("&amp;");
        }
        return start + 1;
    }

    // The five entities of XML itself, and characters by number: all others would be declared in a DOCTYPE.
    private static bool IsReference(ReadOnlySpan<char> rest)
    {
        // &#x10FFFF; is the longest.
        int end = rest[..Math.Min(rest.Length, 10)].IndexOf(';');
        if (end < 1) return false;
        ReadOnlySpan<char> name = rest[..end];
        if (name is "amp" or "lt" or "gt" or "quot" or "apos") return true;
        if (name.Length > 2 && name.StartsWith("#x")) return !name[2..].ContainsAnyExcept(HexDigits);
        return name.Length > 1 && name[0] == '#' && name[1..].IndexOfAnyExceptInRange('0', '9') < 0;
    }

    // XML 1.0 §2.8: up to a > that stands neither in quotes nor in the brackets of the internal subset.
    private int SkipDocumentType(int start)
    {
        HasDocumentType = true;
        bool isInside = false;
        for (int i = start; i < _text.Length; i++)
        {
            char c = _text[i];
            if (StartsWith(i, "<!--"))
            {
                int close = _text.IndexOf("-->", i, StringComparison.Ordinal);
                if (close < 0) return _text.Length;
                i = close + 2;
            }
            else if (c is '"' or '\'')
            {
                int close = _text.IndexOf(c, i + 1);
                if (close < 0) return _text.Length;
                i = close;
            }
            else if (c is '[' or ']')
            {
                isInside = c == '[';
            }
            else if (c == '>' && !isInside)
            {
                return i + 1;
            }
        }
        return _text.Length;
    }
}
