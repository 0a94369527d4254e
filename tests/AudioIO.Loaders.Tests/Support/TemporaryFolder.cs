namespace AudioIO.Tests;

/// <summary>A folder for real files that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("audioio");

    public string Root => _directory.FullName;

    public string this[string name] => Path.Combine(Root, name);

    /// <summary>Writes a file; folders in its name are made.</summary>
    public string Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
