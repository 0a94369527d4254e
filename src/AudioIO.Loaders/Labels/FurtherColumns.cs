namespace AudioIO;

/// <summary>The further columns of many labels as columns of one table: each name once, as often as a label has it.</summary>
internal sealed class FurtherColumns
{
    /// <summary>As many as can be read again.</summary>
    private const int MaxColumns = 1000;

    private readonly Dictionary<(string Name, int Time), int> _places = [];
    private readonly List<string> _names = [];
    private readonly string[] _cells;

    /// <param name="labels">The labels.</param>
    /// <param name="taken">Headings of the table itself.</param>
    /// <exception cref="ArgumentException">They have more columns than a table can hold.</exception>
    public FurtherColumns(IReadOnlyList<Label> labels, IReadOnlyCollection<string> taken)
    {
        foreach (Label label in labels)
        {
            foreach ((LabelColumn column, int time) in Numbered(label))
            {
                if (!_places.TryAdd((column.Name, time), _names.Count)) continue;
                // Under a heading of the table itself it would be read as what it is not.
                bool isTaken = taken.Contains(column.Name.Trim(), StringComparer.OrdinalIgnoreCase) || string.IsNullOrWhiteSpace(column.Name);
                _names.Add(isTaken ? $"{column.Name.Trim()} (further)".TrimStart() : column.Name);
                if (_names.Count > MaxColumns)
                    throw new ArgumentException($"The labels have more than {MaxColumns} different columns.", nameof(labels));
            }
        }
        _cells = new string[_names.Count];
    }

    /// <summary>The headings.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The cells of a label under the headings; valid until the next call.</summary>
    public IReadOnlyList<string> CellsOf(Label label)
    {
        Array.Fill(_cells, "");
        foreach ((LabelColumn column, int time) in Numbered(label)) _cells[_places[(column.Name, time)]] = column.Value;
        return _cells;
    }

    /// <summary>The columns of a label, with how many of the same name come before.</summary>
    private static IEnumerable<(LabelColumn Column, int Time)> Numbered(Label label)
    {
        if (label.Columns.Count == 0) yield break;
        var times = new Dictionary<string, int>();
        foreach (LabelColumn column in label.Columns)
        {
            int time = times.GetValueOrDefault(column.Name);
            times[column.Name] = time + 1;
            yield return (column, time);
        }
    }
}
