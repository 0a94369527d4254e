using System.Globalization;

namespace AudioIO.Fuzz;

/// <summary>What came of a campaign, target by target; those of several processes are summed.</summary>
/// <param name="lines">A line for each target.</param>
internal sealed class Summary(IReadOnlyList<Summary.Line> lines)
{
    /// <summary>Number of faults of all targets; the same one in two processes counts twice.</summary>
    public int Faults => lines.Sum(line => line.Faults);

    /// <summary>Sums over processes; branches that several have taken are counted once.</summary>
    public static Summary Of(IReadOnlyList<Summary> parts) => new([.. parts.SelectMany(part => part.Lines).GroupBy(line => line.Name).Select(group => new Line(
        group.Key, group.Sum(line => line.Executions), group.Sum(line => line.Refused), group.Max(line => line.Inputs), group.Sum(line => line.Faults),
        group.Sum(line => line.Seconds), Union(group)))]);

    private IReadOnlyList<Line> Lines => lines;

    /// <summary>Prints a line for each target and one for all.</summary>
    public void Print(TextWriter writer)
    {
        writer.WriteLine("target          executions   a second    refused   inputs  branches  faults");
        foreach (Line line in lines) Print(writer, line.Name, [line], Coverage.Branches(line.Seen));
        Print(writer, "all", lines, lines.Sum(line => Coverage.Branches(line.Seen)));
        writer.Flush();
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static Summary Read(string path) => new([.. File.ReadLines(path).Select(text => text.Split('\t')).Select(fields => new Line(
        fields[0], Number(fields[1]), Number(fields[2]), (int)Number(fields[3]), (int)Number(fields[4]),
        double.Parse(fields[5], CultureInfo.InvariantCulture), Convert.FromBase64String(fields[6])))]);

    /// <summary>Writes a text of tab-separated fields, as a whole.</summary>
    public void Write(string path)
    {
        string part = path + ".part";
        File.WriteAllLines(part, lines.Select(line => string.Join('\t', new object[]
        {
            line.Name, line.Executions, line.Refused, line.Inputs, line.Faults,
            line.Seconds.ToString("R", CultureInfo.InvariantCulture), Convert.ToBase64String(line.Seen),
        })));
        File.Move(part, path, overwrite: true);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static byte[] Union(IEnumerable<Line> lines)
    {
        byte[] union = new byte[Coverage.Size];
        foreach (Line line in lines)
            for (int i = 0; i < union.Length; i++) union[i] |= line.Seen[i];
        return union;
    }

    private static void Print(TextWriter writer, string name, IReadOnlyList<Line> lines, int branches)
    {
        long executions = lines.Sum(line => line.Executions);
        double seconds = Math.Max(lines.Sum(line => line.Seconds), 1e-3);
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-14} {executions,11} {executions / seconds,10:F0} {lines.Sum(line => line.Refused),10} {lines.Sum(line => line.Inputs),8} {branches,9} {lines.Sum(line => line.Faults),7}"));
    }

    /// <summary>A target of a process.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Executions">Inputs that were run.</param>
    /// <param name="Refused">Those that the library refused by name.</param>
    /// <param name="Inputs">Inputs that are begun with.</param>
    /// <param name="Faults">Different faults.</param>
    /// <param name="Seconds">The processor's time.</param>
    /// <param name="Seen">Branches taken, as in <see cref="Coverage.AddTo"/>.</param>
    public sealed record Line(string Name, long Executions, long Refused, int Inputs, int Faults, double Seconds, byte[] Seen);
}
