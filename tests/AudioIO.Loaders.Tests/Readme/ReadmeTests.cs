using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AudioIO.Tests.Readme;

/// <summary>What the README says is true: its code is the code of <see cref="ReadmeExamples"/>, which runs.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void Every_line_of_code_in_the_readme_is_run_by_the_tests()
    {
        HashSet<string> run = [.. Lines(File.ReadAllText(Path.Combine(Folder(), "ReadmeExamples.cs")))];
        string[] shown = [.. Code().Matches(Readme()).SelectMany(match => Lines(match.Groups[1].Value))];
        Assert.True(shown.Length > 20);
        foreach (string line in shown) Assert.Contains(line, run);
    }

    [Fact]
    public void Every_line_of_code_in_the_page_on_remote_recordings_is_run_by_the_tests()
    {
        string[] run = ["Readme/RemoteExamples.cs", "Readme/ReadmeExamples.cs", "Bytes/Remote/WebServerTests.cs"];
        HashSet<string> lines = [.. run.SelectMany(file => Lines(File.ReadAllText(Path.Combine(Folder(), "..", file))))];
        string page = File.ReadAllText(Path.Combine(Folder(), "../../../docs/remote.md"));
        string[] shown = [.. Code().Matches(page).SelectMany(match => Lines(match.Groups[1].Value))];
        Assert.True(shown.Length > 10);
        foreach (string line in shown) Assert.Contains(line, lines);
    }

    [Fact]
    public void Code_begins_within_the_first_twenty_lines_after_one_sentence()
    {
        string[] lines = Readme().Split('\n');
        Assert.Equal("# AudioIO", lines[0]);
        Assert.EndsWith(".", lines[2], StringComparison.Ordinal);
        Assert.InRange(Array.FindIndex(lines, line => line.StartsWith("```csharp", StringComparison.Ordinal)), 3, 20);
    }

    [Fact]
    public void There_is_one_command_for_the_main_job_and_one_for_the_tests()
    {
        string[] commands = [.. Readme().Split('\n').Where(line => line.StartsWith("dotnet ", StringComparison.Ordinal))];
        Assert.Equal(2, commands.Length);
        Assert.StartsWith("dotnet run", commands[0], StringComparison.Ordinal);
        Assert.StartsWith("dotnet test", commands[1], StringComparison.Ordinal);
    }

    private static string Readme() => File.ReadAllText(Path.Combine(Folder(), "../../../README.md"));

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    // The using of the namespace, braces and what is said of a line do not count; names of files are properties in the tests.
    private static IEnumerable<string> Lines(string code) => code
        .Replace("\"night.flac\"", "Night", StringComparison.Ordinal)
        .Replace("\"night.selections.txt\"", "Selections", StringComparison.Ordinal)
        .Replace("\"call.wav\"", "Call", StringComparison.Ordinal)
        .Replace("\"tone.wav\"", "ToneFile", StringComparison.Ordinal)
        .Replace("\"20240601_220000.wav\"", "Dated", StringComparison.Ordinal)
        .Replace("\"recordings/index.json\"", "RecordingsIndex", StringComparison.Ordinal)
        .Replace("\"recordings\"", "Recordings", StringComparison.Ordinal)
        .Split('\n')
        .Select(line => Remark().Replace(line, "").Replace("private sealed class", "sealed class", StringComparison.Ordinal).Trim())
        .Where(line => line.Length > 1 && line != "using AudioIO;");

    [GeneratedRegex("```csharp\\r?\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\s*//.*")]
    private static partial Regex Remark();
}
