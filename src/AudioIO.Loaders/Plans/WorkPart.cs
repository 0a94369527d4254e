using System.Globalization;
using System.Text.Json;

namespace AudioIO;

/// <summary>
/// A piece that is being computed. What is written into its folder becomes its result as a whole, by <see cref="Complete"/>, or not at all:
/// disposed without, it is gone; where the program dies, it is no result.
/// </summary>
public sealed class WorkPart : IDisposable
{
    private readonly PartFolder _parts;
    private readonly FileWatch _watch;
    private readonly string _writer;
    private bool _isOver;

    private WorkPart(PartFolder parts, WorkPiece piece, FileWatch watch, string writer, string folder)
    {
        _parts = parts;
        _watch = watch;
        _writer = writer;
        Piece = piece;
        Folder = folder;
    }

    /// <summary>The piece.</summary>
    public WorkPiece Piece { get; }

    /// <summary>Full path of the folder for its results, for any number of files and folders of any name but <c>part.json</c>.</summary>
    public string Folder { get; }

    /// <summary>Full path of a file of results.</summary>
    /// <param name="name">Name of the file.</param>
    public string PathOf(string name) => Path.Combine(Folder, name);

    internal static WorkPart Begin(PartFolder parts, WorkPiece piece, FileWatch watch)
    {
        // Machine and process for people who look at what was left behind; the number because neither is unique in containers.
        string machine = string.Concat(Environment.MachineName.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_').Take(32));
        string writer = string.Create(CultureInfo.InvariantCulture, $"{machine}-{Environment.ProcessId}-{Guid.NewGuid():N}");
        return new WorkPart(parts, piece, watch, writer, parts.Make(piece, writer));
    }

    /// <summary>Makes what was written the result of the piece. All files are closed.</summary>
    /// <returns>
    /// True where it is; false where another task was first, whose result stays: this one is deleted. Both are the same, bit for bit, where
    /// the job depends on nothing but the plan.
    /// </returns>
    /// <exception cref="AudioFormatException">A file of the corpus was written since the piece was begun.</exception>
    /// <exception cref="FileNotFoundException">A file of the corpus is gone.</exception>
    /// <exception cref="InvalidOperationException">It was called before, or the results have a file named <c>part.json</c>.</exception>
    /// <exception cref="IOException">A file is still open, or the folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    /// <exception cref="ObjectDisposedException">It was given up.</exception>
    public bool Complete()
    {
        if (_isOver) throw new InvalidOperationException($"Piece {Piece.Index} is completed, or was given up.");
        _watch.ThrowIfChanged();
        if (File.Exists(PathOf(PartDocument.FileName)))
            throw new InvalidOperationException($"The results have a file named '{PartDocument.FileName}': that name is taken.");
        Describe();
        bool isFirst = TakeName();
        if (!isFirst) Delete();
        _isOver = true;
        return isFirst;
    }

    /// <summary>Gives up what was written, unless it was completed.</summary>
    public void Dispose()
    {
        if (_isOver) return;
        _isOver = true;
        Delete();
    }

    private void Describe()
    {
        string[] paths = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);
        Array.Sort(paths, StringComparer.Ordinal);
        var document = new PartDocument
        {
            Fingerprint = _parts.Fingerprint,
            Format = PartDocument.FormatName,
            Piece = Piece.Index,
            Writer = _writer,
            Files = [.. paths.Select(path => PartDocumentFile.Of(Folder, path))],
        };
        using var stream = new FileStream(PathOf(PartDocument.FileName), FileMode.CreateNew, FileAccess.Write);
        JsonSerializer.Serialize(stream, document, PartJson.Default.PartDocument);
        stream.Flush(flushToDisk: true);
    }

    private bool TakeName()
    {
        string target = _parts.PathOf(Piece);
        for (int tries = 0; ; tries++)
        {
            try
            {
                Directory.Move(Folder, target);
                return true;
            }
            catch (IOException) when (tries < 3 && _parts.Look(Piece, withContent: true) is { } found)
            {
                // A file server that answers twice tells the second time that there is nothing to rename.
                if (found.Document?.Writer == _writer) return true;
                if (found.IsSound) return false;
                PutAside();
            }
        }
    }

    // A damaged part was begun anew: it gives way. Another task may be about the same.
    private void PutAside()
    {
        try
        {
            _parts.PutAside(Piece, _writer);
        }
        catch (DirectoryNotFoundException)
        {
        }
    }

    // It must not hide why it was given up; what stays is no result.
    private void Delete()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception fault) when (FileStore.IsUnreadable(fault))
        {
        }
    }
}
