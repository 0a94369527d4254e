using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AudioIO.Tests;

/// <summary>
/// What may know what among the loaders. Folders are features, and one list is their order; no file names a type of a folder to the right of its
/// own, and no two files need each other. Looked at are the names of types in the code, comments and texts excepted.
/// </summary>
public partial class FolderDirectionTests
{
    /// <summary>The order, from left to right; folders of one entry do not know each other. The root, without a name, knows everything.</summary>
    private static readonly string[][] Order =
    [
        ["Faults"], ["Bytes"], ["Metadata"], ["Recordings"], ["Pcm"], ["Wave", "Flac"], ["Unwrapping", "Joining"],
        ["Export"], ["Labels", "Plans"], [""],
    ];

    /// <summary>From which file to which a name goes against the order or closes a circle, and why that is right. A * stands for every file of a folder.</summary>
    private static readonly (string From, string To, string Reason)[] Exceptions =
    [
        ("Bytes/ByteSource", "Bytes/ByteStream", "bytes make the stream over themselves: AsStream"),
        ("Flac/Lanes/*", "Flac/Lanes/*", "known: the steps, the lanes and their table are still one thing in several files"),
        ("Recordings/AudioLoaderOptions", "Recordings/AudioFormat", "a format opens by options, and options list the formats that are asked"),
        ("Recordings/AudioLoaderOptions", "Recordings/DefaultFormats", "the default of the options"),
        ("Recordings/AudioSource", "Recordings/RecordingFile", "a recording lists its files, and a file asks its recording for what is read late"),
        ("Recordings/AudioSource", "Recordings/SourceSignal", "a recording makes the signal over itself: Signal"),
        ("Recordings/DefaultFormats", "Wave/WaveFileFormat", "the default list is where the formats are known by name"),
        ("Recordings/DefaultFormats", "Flac/FlacFormat", "the default list is where the formats are known by name"),
    ];

    private static readonly CodeFile[] Files = [.. ReadFiles()];

    private static readonly (CodeFile From, CodeFile To, string Name)[] Uses = [.. FindUses()];

    [Fact]
    public void Every_folder_has_a_place_in_the_order() =>
        Assert.Empty(Files.Select(file => file.Folder).Distinct().Except(Order.SelectMany(folders => folders)));

    [Fact]
    public void A_file_names_no_type_of_a_folder_to_its_right()
    {
        string[] wrong =
        [
            .. from use in Uses
               where use.From.Folder != use.To.Folder && RankOf(use.To) >= RankOf(use.From) && !IsException(use.From.Unit, use.To.Unit)
               select $"{use.From.Unit} names {use.Name} of {use.To.Unit}",
        ];
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_files_need_each_other()
    {
        ILookup<string, string> uses = Uses.Select(use => (From: use.From.Unit, To: use.To.Unit)).Distinct()
            .Where(use => use.From != use.To && !IsException(use.From, use.To)).ToLookup(use => use.From, use => use.To);
        var known = new HashSet<string>();
        foreach (string unit in uses.Select(group => group.Key)) Follow(unit, []);

        void Follow(string unit, List<string> path)
        {
            int again = path.IndexOf(unit);
            Assert.True(again < 0, "A circle: " + string.Join(" → ", path.Skip(Math.Max(0, again)).Append(unit)));
            if (!known.Add(unit)) return;
            path.Add(unit);
            foreach (string next in uses[unit]) Follow(next, path);
            path.RemoveAt(path.Count - 1);
        }
    }

    [Fact]
    public void Every_exception_is_needed() => Assert.All(Exceptions, exception =>
        Assert.True(
            Uses.Any(use => Fits(use.From.Unit, exception.From) && Fits(use.To.Unit, exception.To)), $"{exception.From} does not name {exception.To}."));

    [Theory]
    [InlineData("var x = new Wave();", true)]
    [InlineData("private Wave? _x;", true)]
    [InlineData("List<Wave> x = [];", true)]
    [InlineData("x = Wave.Parse(y);", true)]
    [InlineData("x = y.Wave;", false)]
    [InlineData("x = WaveForm.Parse(y);", false)]
    [InlineData("// Wave", false)]
    [InlineData("x = \"Wave\";", false)]
    [InlineData("x = $\"{Wave.Name}\";", true)]
    [InlineData("enum Kind { Wave, Other }", false)]
    [InlineData("record Piece(long Wave, long Other);", false)]
    [InlineData("int Wave => 1; int Twice => 2 * Wave;", false)]
    [InlineData("new Piece { Wave = 1 }", false)]
    [InlineData("Cut(Wave: 1)", false)]
    [InlineData("int Wave(int x) => x; int Twice => Wave(2);", false)]
    [InlineData("Wave Wave => new();", true)]
    public void A_type_is_told_from_a_member_of_its_name(string code, bool isUse) => Assert.Equal(isUse, Names(CodeOf(code), "Wave"));

    private static int RankOf(CodeFile file) => Array.FindIndex(Order, folders => folders.Contains(file.Folder));

    private static bool IsException(string from, string to) =>
        Exceptions.Any(exception => Fits(from, exception.From) && Fits(to, exception.To));

    private static bool Fits(string unit, string pattern) =>
        pattern.EndsWith('*') ? unit.StartsWith(pattern[..^1], StringComparison.Ordinal) : unit == pattern;

    private static IEnumerable<(CodeFile From, CodeFile To, string Name)> FindUses()
    {
        ILookup<string, CodeFile> declared = Files.SelectMany(file => file.Types.Select(type => (type, file))).ToLookup(d => d.type, d => d.file);
        return
            from file in Files
            from type in declared
            where !type.Contains(file) && file.Words.Contains(type.Key) && Names(file.Code, type.Key)
            from other in type
            select (file, other, type.Key);
    }

    private static bool Names(string code, string type)
    {
        if (!Regex.IsMatch(code, MemberPattern(type))) return Regex.IsMatch(code, $@"(?<![\w.]){type}\b(?!\s*(=[^=>]|:[^:]))");
        // A member has the name, too: only what stands where a type does is one.
        return Regex.IsMatch(code, $@"(?<![\w.]){type}\b(<[^;(){{}}]*>)?[?\[\]]*\s+[A-Za-z_]|(\b(new|is|as)\s+|typeof\(|<){type}\b");
    }

    /// <summary>The declaration of a member: a type, then the name.</summary>
    private static string MemberPattern(string name) =>
        $@"(?<!\b(new|return|is|as|in|out|ref|case|throw|await|static|public|private|internal|protected|sealed|abstract|override|virtual|readonly|required|const|using|where|else|when|not|or|and|class|struct|record|enum|interface))(?<=[\w>\]?])\s+{name}\s*(\{{|=|;|,|\(|\))";

    private static IEnumerable<CodeFile> ReadFiles() =>
        from path in Directory.GetFiles(Root(), "*.cs", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Root(), path).Replace('\\', '/')
        where !name.StartsWith("obj/", StringComparison.Ordinal) && !name.StartsWith("bin/", StringComparison.Ordinal)
        let folder = name.Contains('/', StringComparison.Ordinal) ? name[..name.IndexOf('/', StringComparison.Ordinal)] : ""
        let code = CodeOf(File.ReadAllText(path))
        // The parts of a type in several files, and a type and its generic brother, are one thing.
        select new CodeFile(folder, UnitName().Replace(name, ""), code, [.. Words().Matches(code).Select(match => match.Value)],
            [.. Declaration().Matches(code).Select(match => match.Groups["name"].Value)]);

    /// <summary>Without comments, without texts (what is interpolated into them stays), without the members of enumerations.</summary>
    private static string CodeOf(string text)
    {
        string code = CommentOrText().Replace(text, match => match.Value switch
        {
            ['/', ..] => "",
            ['$', ..] => string.Concat(Hole().Matches(match.Value).Select(hole => $" ({hole.Groups[1].Value}) ")),
            _ => "\"\"",
        });
        return EnumBody().Replace(code, "$1{}");
    }

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "src", "AudioIO.Loaders"));

    [GeneratedRegex(@"//[^\n]*|/\*[\s\S]*?\*/|\$?""""""[\s\S]*?""""""|\$?@?""(?:\\.|[^""\\\n])*""|'(?:\\[^']+|.)'")]
    private static partial Regex CommentOrText();

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"(\benum\s+\w+\s*(?::\s*\w+\s*)?)\{[^}]*\}")]
    private static partial Regex EnumBody();

    [GeneratedRegex(@"^(?:[a-z]+ )*(?:class|struct|interface|enum|record) (?:struct |class )?(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"[\w]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"[.{][^/]*$")]
    private static partial Regex UnitName();

    /// <summary>A file, as far as it matters here.</summary>
    /// <param name="Folder">Name of the folder, empty for the root.</param>
    /// <param name="Unit">Folder and name of the type that the file is a part of.</param>
    /// <param name="Code">The code.</param>
    /// <param name="Words">Every word in it.</param>
    /// <param name="Types">The types it declares.</param>
    private sealed record CodeFile(string Folder, string Unit, string Code, HashSet<string> Words, string[] Types);
}
