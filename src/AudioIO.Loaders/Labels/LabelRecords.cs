using System.Text;

namespace AudioIO;

/// <summary>
/// The records of a text whose cells are separated by a character, one after the other. With quotes as in RFC 4180, a cell may hold the
/// separator and line ends. Whatever the text, no more than a record of bounded length is in memory.
/// </summary>
/// <param name="text">The text, from its beginning.</param>
/// <param name="separator">Between cells.</param>
/// <param name="withQuotes">True where a cell may be enclosed in double quotes.</param>
/// <param name="where">What is read, for messages.</param>
internal sealed class LabelRecords(TextReader text, char separator, bool withQuotes, LabelPlace where)
{
    /// <summary>Longest record, in characters: a table of Raven with all its measurements has some thousand.</summary>
    private const int MaxLength = 1 << 20;

    /// <summary>Most cells of a record; Raven has some hundred measurements.</summary>
    private const int MaxCells = 1024;

    private readonly StringBuilder _cell = new();
    private readonly List<string> _cells = [];
    private long _nextLine = 1;
    private int _length;

    /// <summary>What is read, for messages.</summary>
    public LabelPlace Where => where;

    /// <summary>Line in which the record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The cells of the record, until the next call of <see cref="Read"/>.</summary>
    public IReadOnlyList<string> Cells => _cells;

    /// <summary>Goes on to the next record that is not a blank line.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool Read()
    {
        while (text.Peek() >= 0)
        {
            ReadRecord();
            if (_cells.Count > 1 || !string.IsNullOrWhiteSpace(_cells[0])) return true;
        }
        return false;
    }

    private void ReadRecord()
    {
        _cells.Clear();
        _cell.Clear();
        _length = 0;
        Line = _nextLine;
        bool isQuoted = false;
        while (true)
        {
            int c = Next();
            if (isQuoted)
            {
                if (c < 0) throw LabelFault.At(where, Line, "a quote that is closed", "none before the end of the text");
                if (c != '"') _cell.Append((char)c);
                else if (text.Peek() == '"') _cell.Append((char)Next());
                else isQuoted = false;
            }
            else if (c < 0 || c == '\n' || c == '\r')
            {
                if (c == '\r' && text.Peek() == '\n') Next();
                EndCell();
                return;
            }
            else if (c == separator) EndCell();
            else if (c == '"' && withQuotes && _cell.Length == 0) isQuoted = true;
            else _cell.Append((char)c);
        }
    }

    /// <summary>The next character; negative at the end. What ends a line in any system counts as one line end.</summary>
    private int Next()
    {
        int c = text.Read();
        if (c >= 0 && ++_length > MaxLength)
            throw LabelFault.At(where, Line, $"at most {MaxLength} characters a line", "more", AudioFormatErrorKind.LimitExceeded);
        if (c == '\n' || (c == '\r' && text.Peek() != '\n')) _nextLine++;
        return c;
    }

    private void EndCell()
    {
        if (_cells.Count == MaxCells)
            throw LabelFault.At(where, Line, $"at most {MaxCells} cells a line", "more", AudioFormatErrorKind.LimitExceeded);
        _cells.Add(_cell.ToString());
        _cell.Clear();
    }
}
