// Command s3-gateway is the S3 server of the tests: versitygw over a folder, without its other back ends
// (Azure's among them), which take a third of the time to build.
//
//	ROOT_ACCESS_KEY=… ROOT_SECRET_KEY=… s3-gateway ADDRESS FOLDER
package main

import (
	"context"
	"log"
	"os"

	"github.com/versity/versitygw/backend/meta"
	"github.com/versity/versitygw/backend/posix"
	"github.com/versity/versitygw/embedgw"
)

func main() {
	address, folder := os.Args[1], os.Args[2]
	backend, err := posix.New(folder, meta.NoMeta{}, posix.PosixOpts{})
	if err != nil {
		log.Fatal(err)
	}
	err = embedgw.RunVersityGW(context.Background(), backend, &embedgw.Config{
		RootUserAccess:    os.Getenv("ROOT_ACCESS_KEY"),
		RootUserSecret:    os.Getenv("ROOT_SECRET_KEY"),
		Region:            "us-east-1",
		Ports:             []string{address},
		MaxConnections:    250_000,
		MaxRequests:       100_000,
		MultipartMaxParts: 10_000,
		Quiet:             true,
	})
	if err != nil {
		log.Fatal(err)
	}
}
