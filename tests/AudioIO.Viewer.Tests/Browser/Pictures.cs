namespace AudioIO.Viewer.Tests.Browser;

/// <summary>Pictures to look at, made only where a folder for them is named: they are no tests of anything.</summary>
[Trait("Needs", "tools")]
public sealed class Pictures
{
    [ToolsFact]
    public async Task Pictures_are_made_where_a_folder_is_named()
    {
        if (Environment.GetEnvironmentVariable("AUDIOIO_PICTURES") is not { Length: > 0 } list) return;
        foreach (string line in await File.ReadAllLinesAsync(list))
        {
            if (line.Length == 0) continue;
            string[] parts = line.Split('|'); // name | width x height | scheme | link | script | paths
            int[] size = [.. parts[1].Split('x').Select(int.Parse)];
            await using ShownRecording shown = await ShownRecording.Open(parts[5].Split(' '), link: parts[3], width: size[0], height: size[1], scheme: parts[2]);
            if (parts[4].Length > 0)
            {
                await shown.Run(parts[4]);
                await shown.IsReady();
            }
            await File.WriteAllBytesAsync(parts[0], await shown.Browser.Picture());
            foreach (string error in shown.Browser.Errors) Console.WriteLine(error);
        }
    }
}
