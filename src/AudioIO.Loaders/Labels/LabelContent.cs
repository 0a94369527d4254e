namespace AudioIO;

/// <summary>A text of labels: its first line tells how they are written, and it must come to an end.</summary>
internal sealed class LabelContent : TextReader
{
    /// <summary>A heading of Raven's measurements has some thousand characters.</summary>
    private const int MaxHeading = 1 << 16;

    private readonly TextReader _text;
    private readonly LabelPlace _where;
    private readonly long _maxLength;
    private readonly string _head;
    private long _at;

    /// <param name="text">The text.</param>
    /// <param name="where">What is read, for messages.</param>
    /// <param name="maxLength">Most characters.</param>
    public LabelContent(TextReader text, LabelPlace where, long maxLength)
    {
        (_text, _where, _maxLength) = (text, where, maxLength);
        var head = new System.Text.StringBuilder();
        bool isBlank = true;
        while (head.Length < MaxHeading && text.Read() is >= 0 and var c)
        {
            // A mark that a reader of text was not told to look for.
            if (c != '\uFEFF' || head.Length > 0) head.Append((char)c);
            if (!char.IsWhiteSpace((char)c) && c != '\uFEFF') isBlank = false;
            if (c is '\n' or '\r' && !isBlank) break;
        }
        _head = head.ToString();
    }

    /// <summary>
    /// A heading with tabs and one of Raven's columns is a table of Raven; one that does not begin with a number, a table with commas; what
    /// does, Audacity's.
    /// </summary>
    public LabelFormat Format
    {
        get
        {
            string line = _head.Trim();
            string[] cells = line.Split('\t');
            if (cells.Any(cell => cell.Trim().Equals(RavenTable.BeginTime, StringComparison.OrdinalIgnoreCase)
                || cell.Trim().Equals(RavenTable.FileOffset, StringComparison.OrdinalIgnoreCase)))
            {
                return LabelFormat.Raven;
            }
            bool isNumber = DecimalSeconds.TryParse(cells[0], out _);
            return line.Length == 0 || isNumber || !line.Contains(',', StringComparison.Ordinal) ? LabelFormat.Audacity : LabelFormat.Csv;
        }
    }

    public override int Peek() => _at < _head.Length ? _head[(int)_at] : _text.Peek();

    public override int Read()
    {
        int c = _at < _head.Length ? _head[(int)_at] : _text.Read();
        if (c >= 0 && ++_at > _maxLength)
        {
            throw new AudioFormatException(AudioFormatErrorKind.LimitExceeded,
                $"{_where.What}: expected at most {_maxLength} characters, found more", path: _where.Path);
        }
        return c;
    }
}
