using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AudioIO.Tests.Tools;

/// <summary>A web server of others over a folder, on a port of its own of the loopback address, from start to end of a test.</summary>
internal sealed class WebServer : IDisposable
{
    private readonly Process _process;

    public WebServer(string program, TemporaryFolder folder)
    {
        int port = FreePort();
        string root = folder["www"];
        Directory.CreateDirectory(root);
        _process = Process.Start(Start(program, folder, root, port))!;
        Root = $"http://127.0.0.1:{port}";
        for (int tries = 0; !IsListening(port); tries++)
        {
            if (_process.HasExited || tries == 300) throw new InvalidOperationException($"{program} does not listen: {_process.StandardError.ReadToEnd()}");
            Thread.Sleep(100);
        }
    }

    public string Root { get; }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static ProcessStartInfo Start(string program, TemporaryFolder folder, string root, int port)
    {
        (string file, string[] arguments) = program switch
        {
            "nginx" => ("nginx", (string[])["-p", folder.Root, "-e", folder["error.log"], "-c", Configured(folder, $$"""
                daemon off; master_process off; pid {{folder["pid"]}};
                events {}
                http {
                  access_log off; gzip on; gzip_types *;
                  client_body_temp_path {{folder["body"]}}; proxy_temp_path {{folder["proxy"]}}; fastcgi_temp_path {{folder["fastcgi"]}};
                  uwsgi_temp_path {{folder["uwsgi"]}}; scgi_temp_path {{folder["scgi"]}};
                  server { listen 127.0.0.1:{{port}}; root {{root}}; }
                }
                """)]),
            "lighttpd" => ("lighttpd", ["-D", "-f", Configured(folder, $"""
                server.document-root = "{root}"
                server.bind = "127.0.0.1"
                server.port = {port}
                # What has no type has no ETag either; and by default it knows of a change after a second.
                mimetype.assign = (".wav" => "audio/wav", ".flac" => "audio/flac")
                server.stat-cache-engine = "disable"
                """)]),
            _ => ("python3", ["-m", "http.server", "--bind", "127.0.0.1", "--directory", root, $"{port}"]),
        };
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        // Where Debian has its servers.
        start.Environment["PATH"] += ":/usr/sbin";
        if (File.Exists($"/usr/sbin/{file}")) start.FileName = $"/usr/sbin/{file}";
        return start;
    }

    private static string Configured(TemporaryFolder folder, string text)
    {
        File.WriteAllText(folder["server.conf"], text);
        return folder["server.conf"];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsListening(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
