using System.Globalization;

namespace AudioIO;

/// <summary>
/// A table of labels with a heading: its columns are found by their names, without regard to case, in any order, and cells are read as what
/// they should be or refused with their line and column.
/// </summary>
internal sealed class LabelTable
{
    private readonly LabelRecords _records;
    private readonly string[] _names;
    private readonly bool[] _isKnown;

    /// <summary>Reads the heading.</summary>
    /// <param name="records">The text, at its beginning.</param>
    public LabelTable(LabelRecords records)
    {
        _records = records;
        _names = records.Read() ? [.. records.Cells.Select(name => name.Trim())] : [];
        _isKnown = new bool[_names.Length];
    }

    /// <summary>Line of the row, from 1.</summary>
    public long Line => _records.Line;

    /// <summary>Finds a column, which is not among the further ones then.</summary>
    /// <param name="names">Its names, the first that there is counts.</param>
    /// <returns>Its index; −1 where there is none.</returns>
    public int Find(params ReadOnlySpan<string> names)
    {
        int column = Look(names);
        if (column >= 0) _isKnown[column] = true;
        return column;
    }

    /// <summary>Finds a column that stays among the further ones.</summary>
    /// <inheritdoc cref="Find"/>
    public int Look(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            int column = Array.FindIndex(_names, found => found.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (column >= 0) return column;
        }
        return -1;
    }

    /// <summary>Goes on to the next row.</summary>
    /// <returns>False at the end of the table.</returns>
    public bool Read()
    {
        if (!_records.Read()) return false;
        // A cell too many moves those behind it under the wrong headings.
        if (_records.Cells.Count > _names.Length) throw Fault($"at most {_names.Length} cells", $"{_records.Cells.Count}");
        return true;
    }

    /// <summary>A cell as it is; empty where the table has no such column, and where the row ends before it.</summary>
    public string Text(int column) => column >= 0 && column < _records.Cells.Count ? _records.Cells[column] : "";

    /// <summary>A cell as seconds of 0 or more; null where it is empty.</summary>
    public DecimalSeconds? Seconds(int column)
    {
        string text = Text(column);
        if (string.IsNullOrWhiteSpace(text)) return null;
        return DecimalSeconds.TryParse(text, out DecimalSeconds seconds) ? seconds : throw CellFault(column, "seconds of 0 or more");
    }

    /// <summary>A cell as a finite number; null where it is empty.</summary>
    /// <param name="column">Index of the column.</param>
    /// <param name="least">Smallest number allowed.</param>
    public double? Number(int column, double least = double.MinValue)
    {
        string text = Text(column);
        if (string.IsNullOrWhiteSpace(text)) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number >= least
            ? number
            : throw CellFault(column, least == 0 ? "a number of 0 or more" : "a number");
    }

    /// <summary>A cell as a whole number; null where it is empty.</summary>
    /// <param name="column">Index of the column.</param>
    /// <param name="least">Smallest number allowed.</param>
    /// <param name="most">Largest number allowed.</param>
    public long? Whole(int column, long least = 0, long most = long.MaxValue)
    {
        string text = Text(column);
        if (string.IsNullOrWhiteSpace(text)) return null;
        return long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) && number >= least && number <= most
            ? number
            : throw CellFault(column, FormattableString.Invariant($"a whole number of {least} or more"));
    }

    /// <summary>The cells of the further columns that are not empty, in the order of the table.</summary>
    public IReadOnlyList<LabelColumn> Further()
    {
        List<LabelColumn>? further = null;
        for (int i = 0; i < _records.Cells.Count; i++)
        {
            if (!_isKnown[i] && _records.Cells[i].Length > 0) (further ??= []).Add(new LabelColumn(_names[i], _records.Cells[i]));
        }
        return further is null ? [] : further;
    }

    /// <summary>What is wrong with the row.</summary>
    public AudioFormatException Fault(string expected, string found) => LabelFault.At(_records.Where, Line, expected, found);

    private AudioFormatException CellFault(int column, string expected) =>
        Fault($"{expected} in column '{_names[column]}'", LabelFault.Cell(Text(column)));
}
