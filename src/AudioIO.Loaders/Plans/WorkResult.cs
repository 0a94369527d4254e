namespace AudioIO;

/// <summary>The results of a piece that is done.</summary>
public sealed class WorkResult
{
    internal WorkResult(WorkPiece piece, FoundPart part)
    {
        Piece = piece;
        Folder = part.Path;
        Files = Array.AsReadOnly([.. part.Document!.Files.Select(file => file!.Name)]);
    }

    /// <summary>The piece.</summary>
    public WorkPiece Piece { get; }

    /// <summary>Full path of the folder that holds its files.</summary>
    public string Folder { get; }

    /// <summary>Names of its files, in ascending order; with <c>/</c> where they lie in folders of it.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Full path of a file.</summary>
    /// <param name="name">Name of the file.</param>
    public string PathOf(string name) => Path.Combine(Folder, name);
}
