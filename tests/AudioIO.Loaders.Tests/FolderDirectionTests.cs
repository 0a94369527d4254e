using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AudioIO.Tests;

/// <summary>
/// The folders of the loaders are the order of the data: a file names types from its own folder or from one to its left, and of the
/// root only what is known everywhere. The alphabet is the order.
/// </summary>
public class FolderDirectionTests
{
    [Fact]
    public void A_file_names_nothing_from_a_folder_to_its_right()
    {
        string[] folders = Folders();
        Assert.Contains("Containers", folders);
        foreach ((string folder, string file, string code) in FilesInFolders())
        {
            foreach (string other in folders.Where(other => string.CompareOrdinal(other, folder) > 0))
            {
                Assert.False(
                    Regex.IsMatch(code, $@"\busing\s+(static\s+)?AudioIO\.{other}\b|\bAudioIO\.{other}\."),
                    $"{file} uses AudioIO.{other}, which is to its right.");
            }
        }
    }

    [Fact]
    public void A_file_lies_in_the_namespace_of_its_folder()
    {
        foreach ((string folder, string file, string code) in FilesInFolders())
        {
            Assert.True(
                Regex.IsMatch(code, $@"^namespace AudioIO\.{folder}(\.\w+)*;", RegexOptions.Multiline),
                $"{file} does not declare AudioIO.{folder}.");
        }
    }

    [Fact]
    public void A_file_in_a_folder_names_no_source_and_no_loader()
    {
        // Known everywhere: exceptions, enumerations and records, the log of diagnostics, and what metadata is made of.
        string[] hidden =
        [
            .. typeof(AudioSource).Assembly.GetTypes()
                .Where(t => t.Namespace == "AudioIO" && !t.IsNested && t.IsClass)
                .Where(t => t != typeof(DiagnosticLog) && !t.IsAssignableTo(typeof(Exception)))
                .Where(t => t.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance) is null)
                .Where(t => t != typeof(Metadata) && t != typeof(MetadataSection) && t != typeof(MetadataChunk))
                .Select(t => t.Name.Split('`')[0]).Distinct(),
        ];
        Assert.Contains("WaveSource", hidden);
        Assert.DoesNotContain("AudioLoaderOptions", hidden);
        foreach ((_, string file, string code) in FilesInFolders())
        {
            foreach (string name in hidden) Assert.False(Regex.IsMatch(code, $@"\b{name}\b"), $"{file} names {name}.");
        }
    }

    private static string[] Folders() =>
    [
        .. Directory.GetDirectories(Root()).Select(d => Path.GetFileName(d)!)
            .Where(d => d is not ("bin" or "obj")).Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<(string Folder, string File, string Code)> FilesInFolders() =>
        from folder in Folders()
        from file in Directory.GetFiles(Path.Combine(Root(), folder), "*.cs", SearchOption.AllDirectories)
        select (folder, Path.GetRelativePath(Root(), file), WithoutComments(File.ReadAllText(file)));

    private static string WithoutComments(string code) => Regex.Replace(code, @"//.*", "");

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "src", "AudioIO.Loaders"));
}
